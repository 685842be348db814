-- What an owner of managed tables leaves where Kalends, with other rights, might execute it. Run as app_a, after attempt.sql.

-- Each has a month that is past its retention, the month before this one, and a catch-all with rows of this month.
create procedure app_a.make_table(name text, columns text default 'id integer') language plpgsql set search_path = pg_catalog set timezone = 'UTC' as $$
declare
  present constant timestamptz := date_trunc('month', now() at time zone 'UTC') at time zone 'UTC';
begin
  execute format('create table app_a.%I (at timestamptz not null, %s) partition by range (at)', name, columns);
  for back in 1 .. 3 loop
    execute format('create table app_a.%I partition of app_a.%I for values from (%L) to (%L)', name || '_' || back, name, present - make_interval(months => back), present - make_interval(months => back - 1));
    execute format('insert into app_a.%I (at) select %L from generate_series(1, 50)', name, present - make_interval(months => back) + interval '1 day');
  end loop;
  execute format('create table app_a.%I partition of app_a.%I default', name || '_default', name);
  execute format('insert into app_a.%I (at) select now() from generate_series(1, 5)', name);
end
$$;

call app_a.make_table('in_check');
alter table app_a.in_check add check (app_a.payload('check'));
alter table app_a.in_check_1 add constraint quoted check (id <> 0 or ' DROP CONSTRAINT ' = '' or ' DETACH PARTITION ' = '' or app_a.payload('check with a literal'));

call app_a.make_table('in_index');
create index on app_a.in_index ((id + app_a.payload('index expression')::integer));
create index on app_a.in_index (id) where app_a.payload('index predicate');

call app_a.make_table('in_level');
alter table app_a.in_level detach partition app_a.in_level_default;
drop table app_a.in_level_default;
create table app_a.in_level_default partition of app_a.in_level default partition by list ((id + app_a.payload('partition key')::integer));
create table app_a.in_level_below partition of app_a.in_level_default default;
create index on app_a.in_level_below ((id + app_a.payload('index of a level below')::integer));
insert into app_a.in_level (at, id) values (now(), 1);

-- Who references the table: by a type that casts itself, and with an heir that has an index.
create type app_a.small as enum ('a');
create function app_a.as_int(app_a.small) returns integer language plpgsql immutable as $$ begin perform app_a.attempt('cast of a foreign key'); return 1; end $$;
create cast (app_a.small as integer) with function app_a.as_int(app_a.small) as implicit;
call app_a.make_table('is_referenced');
alter table app_a.is_referenced add unique (at, id);
create table app_a.referencing (at timestamptz, id app_a.small, foreign key (at, id) references app_a.is_referenced (at, id));
insert into app_a.is_referenced (at, id) values (date_trunc('second', now()), 1);
insert into app_a.referencing values (date_trunc('second', now()), 'a');
call app_a.make_table('is_referenced_too');
alter table app_a.is_referenced_too add unique (at, id);
create table app_a.referencing_too (at timestamptz, id integer, foreign key (at, id) references app_a.is_referenced_too (at, id));
create table app_a.heir () inherits (app_a.referencing_too);
create index on app_a.heir ((id + app_a.payload('index of an heir')::integer));

call app_a.make_table('in_statistics');
create statistics app_a.watched on (id + app_a.payload('statistics')::integer), at from app_a.in_statistics;
create statistics app_a.watched_too on (id + app_a.payload('statistics of the catch-all')::integer), at from app_a.in_statistics_default;

call app_a.make_table('in_trigger');
create trigger a before delete on app_a.in_trigger for each row execute function app_a.fire('delete');
create trigger b after insert on app_a.in_trigger for each row execute function app_a.fire('insert');
create trigger c before delete on app_a.in_trigger_default for each row execute function app_a.fire('delete of the catch-all');
create trigger d after delete on app_a.in_trigger_default for each statement execute function app_a.fire('statement');
create constraint trigger e after delete on app_a.in_trigger_default deferrable initially deferred for each row execute function app_a.fire('deferred');

call app_a.make_table('in_column', 'id integer, computed boolean generated always as (app_a.payload(''generated column'')) stored, given boolean default app_a.attempt(''default'')');

call app_a.make_table('in_policy');
create policy p on app_a.in_policy using (app_a.payload('policy'));
alter table app_a.in_policy enable row level security;
alter table app_a.in_policy force row level security;

create type app_a.mood as enum ('good');
create function app_a.as_json(app_a.mood) returns json language plpgsql as $$ begin perform app_a.attempt('cast to json'); return '1'; end $$;
create function app_a.as_text(app_a.mood) returns text language plpgsql as $$ begin perform app_a.attempt('cast to text'); return 'good'; end $$;
create cast (app_a.mood as json) with function app_a.as_json(app_a.mood);
create cast (app_a.mood as text) with function app_a.as_text(app_a.mood) as implicit;
call app_a.make_table('in_cast', 'feeling app_a.mood default ''good''');
create index on app_a.in_cast (feeling);

create domain app_a.checked as integer check (app_a.payload('domain'));
call app_a.make_table('in_array', 'list app_a.checked[] default ''{1}''');
create index on app_a.in_array (list);

create function public.jsonb_build_object(text, boolean) returns jsonb language plpgsql as $$ begin perform app_a.attempt('function'); return '{}'; end $$;
create function public.jsonb_build_object(text, text) returns jsonb language plpgsql as $$ begin perform app_a.attempt('function'); return '{}'; end $$;
create function public.hashtextextended(text, integer) returns bigint language plpgsql as $$ begin perform app_a.attempt('function'); return 1; end $$;
create function public.format(text, text) returns text language plpgsql as $$ begin perform app_a.attempt('function'); return ''; end $$;
create function public.equal(text, name) returns boolean language plpgsql as $$ begin perform app_a.attempt('operator'); return true; end $$;
create operator public.= (leftarg = text, rightarg = name, function = public.equal);
create view app_a.part_config as select 'app_b.billing'::text as parent_table, 'at'::text as control, '1 month'::text as partition_interval, '1 month'::text as retention, 4 as premake, not app_a.attempt('part_config') as retention_keep_table;
create view public.part_config as select * from app_a.part_config;

-- What outlives the statement that it is left by.
create function app_a.leave(what text) returns boolean language plpgsql immutable as $$ begin return app_a.leave_it(what); end $$;
create function app_a.leave_it(what text) returns boolean language plpgsql as $$
begin
  perform app_a.attempt('something to leave');
  begin execute what; exception when others then null; end;
  return true;
end
$$;
call app_a.make_table('leaves_cursor');
alter table app_a.leaves_cursor add check (app_a.leave('declare later cursor with hold for select app_a.attempt(''cursor'')'));
call app_a.make_table('leaves_path');
alter table app_a.leaves_path add check (app_a.leave('set search_path = public'));
call app_a.make_table('leaves_masked_path');
create function app_a.mask() returns boolean language plpgsql as $$ begin execute 'set search_path = public, pg_catalog'; execute 'set local search_path = pg_catalog, pg_temp'; return true; end $$;
create function app_a.mask_now() returns boolean language plpgsql immutable as $$ begin return app_a.mask(); end $$;
alter table app_a.leaves_masked_path add check (app_a.mask_now());
create function public.now() returns timestamptz language plpgsql as $$ begin perform app_a.attempt('function'); return pg_catalog.now(); end $$;
call app_a.make_table('leaves_role');
alter table app_a.leaves_role add check (app_a.leave('reset session authorization'));
call app_a.make_table('leaves_statements');
-- The names that a client gives its own prepared statements.
alter table app_a.leaves_statements add check (app_a.leave($q$
  do $d$
  begin
    for n in 1 .. 40 loop
      begin execute format('deallocate "S_%s"', n); exception when others then null; end;
      execute format('prepare "S_%s" as select app_a.attempt(''prepared statement'')', n);
    end loop;
  end $d$ $q$));
create table app_a.queue (n integer);
create function app_a.defer() returns trigger language plpgsql as $$
begin
  perform app_a.attempt('deferred again');
  if new.n = 1 then
    set constraints all deferred;
    insert into app_a.queue values (2);
  end if;
  return null;
end
$$;
create constraint trigger later after insert on app_a.queue deferrable initially deferred for each row execute function app_a.defer();
create table app_a.parts_of_a_queue (n integer) partition by range (n);
create table app_a.part_of_a_queue partition of app_a.parts_of_a_queue default;
create function app_a.defer_again() returns trigger language plpgsql as $$
begin
  perform app_a.attempt('deferred of a partition');
  if new.n = 1 then
    set constraints all deferred;
    insert into app_a.parts_of_a_queue values (2);
  else
    begin execute 'declare at_last cursor with hold for select app_a.attempt(''cursor of a deferred trigger'')'; exception when duplicate_cursor then null; end;
  end if;
  return null;
end
$$;
create constraint trigger later after insert on app_a.parts_of_a_queue deferrable initially deferred for each row execute function app_a.defer_again();
call app_a.make_table('leaves_trigger_of_a_partition');
alter table app_a.leaves_trigger_of_a_partition add check (app_a.leave('insert into app_a.parts_of_a_queue values (1)'));
call app_a.make_table('leaves_trigger');
alter table app_a.leaves_trigger add check (app_a.leave('insert into app_a.queue values (1)'));
