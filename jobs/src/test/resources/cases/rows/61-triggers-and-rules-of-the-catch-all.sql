-- Rows are moved out of a catch-all without a sign to the application's triggers, whichever way they are enabled; a rule does not keep rows from being moved.
create table audit (what text);
create function note() returns trigger language plpgsql as $$ begin insert into public.audit values (tg_op); return coalesce(new, old); end $$;
create table notes (id bigint, at timestamptz not null) partition by range (at);
-- months: notes -1 -1
create table notes_default partition of notes default;
insert into notes select i, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 50) i;
create trigger ordinary after insert or delete on notes for each row execute function note();
create trigger always_one after insert or delete on notes_default for each row execute function note();
create trigger switched_off after insert or delete on notes_default for each row execute function note();
alter table notes_default enable always trigger always_one;
alter table notes_default disable trigger switched_off;
create rule no_delete as on delete to notes do instead nothing;
-- $ register public.notes --keep-forever
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- ask: select count(*) from audit
-- row: 0
-- ask: select count(*) from notes
-- row: 50
-- $ health
