-- FORCE ROW LEVEL SECURITY by tenant, and a catch-all with rows that the role of the runs does not see.
create table rls (id bigint, org int not null, at timestamptz not null) partition by range (at);
-- months: rls -1 -1
create table rls_default partition of rls default;
insert into rls select i, i % 3, timestamptz '{month -1}' + i * interval '1 day' from generate_series(1, 20) i;
insert into rls select i, i % 3, timestamptz '{month 0}' + i * interval '1 second' from generate_series(1, 20) i;
do $$ declare t text; begin
  foreach t in array '{rls,rls_{_month -1},rls_default}'::text[] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy org on %I using (org = nullif(current_setting(''app.org'', true), '''')::int)', t);
  end loop;
end $$;
-- $ register public.rls --keep-forever --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: critical public.rls: this moment has no partition: rows go to the catch-all
-- finds: critical present_missing
-- finds: warning headroom
-- $ plan
-- has: row-level security
-- $ run maintenance
-- => 1
-- has: row-level security
-- has: BYPASSRLS
-- $ health
-- => 3
-- has: about 20 rows lie in the catch-all
-- finds: critical present_missing
-- finds: warning catch_all_rows
-- finds: warning not_continued
