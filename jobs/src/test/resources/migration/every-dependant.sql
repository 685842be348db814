-- One table that has every kind of dependant; the roles inventory_reader and inventory_writer are there already.
create schema app;
grant usage on schema app to inventory_reader, inventory_writer;
create table app.ref (id int primary key, name text);
insert into app.ref select g, 'r' || g from generate_series(1, 10) g;

create table app.events (
  id bigserial,
  n int generated always as identity (increment by 3),
  at timestamptz not null default '2025-02-03 04:05Z',
  kind text not null default 'x',
  ref_id int,
  amount int default 0,
  doubled int generated always as (amount * 2) stored,
  gone int,
  constraint events_pkey primary key (id, at),
  constraint amount_ok check (amount >= 0),
  constraint events_ref foreign key (ref_id) references app.ref on delete cascade
);
alter table app.events drop column gone;
create index events_kind on app.events (kind) where amount > 0;
create table app.child (
  event_id bigint,
  event_at timestamptz,
  constraint child_event foreign key (event_id, event_at) references app.events (id, at) on delete cascade
);
insert into app.events (at, kind, ref_id, amount)
select '2025-01-01Z'::timestamptz + g * interval '3 hours', 'k' || g % 3, 1 + g % 9, g from generate_series(1, 500) g;
insert into app.child select id, at from app.events where id <= 5;
create table app.log (what text);

grant select on app.events to inventory_reader;
grant insert, select, update (kind, amount) on app.events to inventory_writer;
grant usage on sequence app.events_id_seq to inventory_writer;
comment on table app.events is 'what happened';
comment on column app.events.kind is 'of what kind';
comment on constraint amount_ok on app.events is 'never negative';

alter table app.events enable row level security;
create policy readers on app.events for select to inventory_reader using (kind <> 'k0');
create policy writers on app.events to inventory_writer using (true) with check (amount < 100000);
create table app.gate (at timestamptz);
grant select on app.gate to inventory_reader;
alter table app.gate enable row level security;
insert into app.gate select at from app.events where id = 7;
create policy gate_events on app.gate using (exists (select from app.events e where e.at = gate.at and e.kind <> 'k0'));

create function app.log_it() returns trigger language plpgsql security definer as $$
begin
  insert into app.log values (tg_name || ' ' || tg_op);
  return coalesce(new, old);
end $$;
create trigger t_row before insert or update of kind on app.events for each row when (new.kind like 't%') execute function app.log_it();
create trigger t_always after insert on app.events for each statement execute function app.log_it();
alter table app.events enable always trigger t_always;
create trigger t_off after insert on app.events for each statement execute function app.log_it();
alter table app.events disable trigger t_off;
create rule r_own as on delete to app.events where old.kind = 'ruled' do also insert into app.log values ('ruled');
create rule r_other as on insert to app.ref do also insert into app.log select 'events ' || count(*) from app.events;

create view app.v with (security_barrier = true) as select id, at, kind, amount from app.events where amount > 1 with cascaded check option;
alter view app.v alter column kind set default 'by view';
create view app.nested as select kind, count(*) from app.v group by kind;
grant select on app.v, app.nested to inventory_reader;
comment on view app.v is 'the large ones';
create materialized view app.totals as select kind, count(*) as amount from app.events group by kind;
create unique index totals_kind on app.totals (kind);
comment on materialized view app.totals is 'how many';
grant select on app.totals to inventory_reader;
create view app.over_totals as select sum(amount) as amount from app.totals;
create materialized view app.nested_totals as select * from app.nested;

-- executed, since the driver would end the statement at its first semicolon
do $do$ begin execute 'create function app.f_atomic() returns bigint language sql begin atomic select count(*) from app.events; end'; end $do$;
create function app.f_row(e app.events) returns text language sql as $$ select e.kind || '!' $$;
revoke execute on function app.f_row from public;
grant execute on function app.f_row to inventory_reader;
create function app.f_set() returns setof app.events language sql stable as $$ select * from app.events $$;
create function app.f_plpgsql() returns bigint language plpgsql as $$ begin return (select count(*) from app.events); end $$;

create statistics app.st (dependencies) on kind, amount from app.events;
alter table app.events set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_enabled = false);
alter table app.events alter column kind set statistics 500;
alter table app.events alter column kind set (n_distinct = 3);
alter table app.events cluster on events_pkey;
alter table app.events replica identity full;
-- inserts only: PostgreSQL 18 lets nothing be deleted whose replica identity has generated columns
create publication inventory_publication for table app.events with (publish = 'insert');
