-- A table that is to be migrated, with code of its owner wherever a migration might execute it. Run as app_a, after attempt.sql.
create type app_a.mood as enum ('good', 'bad');
create function app_a.as_json(app_a.mood) returns json language plpgsql as $$ begin perform app_a.attempt('cast to json'); return '1'; end $$;
create function app_a.as_text(app_a.mood) returns text language plpgsql as $$ begin perform app_a.attempt('cast to text'); return 'good'; end $$;
create cast (app_a.mood as json) with function app_a.as_json(app_a.mood);
create cast (app_a.mood as text) with function app_a.as_text(app_a.mood) as implicit;
create type app_a.small as enum ('a');
create function app_a.as_int(app_a.small) returns integer language plpgsql immutable as $$ begin perform app_a.attempt('cast of a foreign key'); return 1; end $$;
create cast (app_a.small as integer) with function app_a.as_int(app_a.small) as implicit;
create domain app_a.checked as integer check (app_a.payload('domain'));
create table app_a.target (id integer primary key);
insert into app_a.target values (1);

create table app_a.mono (
  id integer primary key,
  at timestamptz not null,
  n app_a.checked default 1,
  feeling app_a.mood default 'good',
  refers app_a.small default 'a' references app_a.target,
  computed boolean generated always as (app_a.payload('generated column')) stored,
  given boolean default app_a.attempt('default'),
  check (app_a.payload('check')),
  check (id <> 0 or app_a.payload('check of a row'))
);
create index on app_a.mono ((n + app_a.payload('index expression')::integer));
create index on app_a.mono (n) where app_a.payload('index predicate');
create index on app_a.mono (feeling);
create statistics app_a.watched on (n + app_a.payload('statistics')::integer), at from app_a.mono;
create trigger a before insert or delete on app_a.mono for each row execute function app_a.fire('trigger');
create trigger b after insert or delete on app_a.mono for each statement execute function app_a.fire('statement');
create view app_a.seen as select id, app_a.attempt('view') as seen from app_a.mono;
create materialized view app_a.kept as select id, app_a.attempt('materialized view') as seen from app_a.mono;
insert into app_a.mono (id, at) select g, now() - g * interval '1 day' from generate_series(1, 60) g;
