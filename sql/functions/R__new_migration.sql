-- Plans the migration of a table: its row, the columns and the indexes of the shadow, from the options; nothing else is touched. KA003 for an option that cannot be, KA004 where there is no such table.
create or replace function kalends.new_migration(source text, options jsonb default '{}') returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  known constant text[] := '{into,key,by,every,zone,rename,widen,retention_months,retention_days,future,keep_days,view,guard,catch_all,workers,pace}';
  unknown text := (select k from jsonb_object_keys(options) k where k <> all (known) limit 1);
  monolith oid := kalends.find_table(source);
  s record;
  target record;
  new_id bigint;
  live kalends.migration;
begin
  if unknown is not null then
    raise exception 'there is no option %', quote_literal(unknown) using errcode = 'KA003', hint = 'Options are ' || array_to_string(known, ', ') || '.';
  end if;
  select n.nspname as schema, c.relname as name, c.relkind as kind into s from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = monolith;
  select m.* into live from kalends.migration m where m.phase not in ('retired', 'rolled_back') and (m.source_oid = monolith or m.shadow_oid = monolith
    or (m.source_schema, m.source_table) = (s.schema, s.name) or (m.phase = 'cut_over' and (m.target_schema, m.extra_view) = (s.schema, s.name)));
  if live.id is not null then
    raise exception '% is being migrated already: it is %', monolith::regclass, live.phase using errcode = 'KA002', hint = format('kalends migrate status %s', kalends.shell_word(format('%I.%I', live.source_schema, live.source_table)));
  elsif not kalends.may_act_as_owner(monolith) and not has_table_privilege(monolith, 'SELECT') then
    raise exception 'role % may not read %, let alone change it: only its owner may', quote_ident(current_user), monolith::regclass
      using errcode = '42501', hint = (select format('GRANT %I TO %I', pg_get_userbyid(c.relowner), current_user) from pg_class c where c.oid = monolith);
  elsif s.kind <> 'r' then
    raise exception '% is %, no ordinary table', monolith::regclass, case s.kind when 'p' then 'partitioned already' when 'v' then 'a view' when 'm' then 'a materialized view' else 'a foreign table' end
      using errcode = 'KA003', hint = case s.kind when 'p' then 'kalends register takes it under management.' else 'Name the table itself.' end;
  end if;
  select t.schema, t.name into target from kalends.name_option(options, 'into', s.schema, s.name) t;
  if options ? 'rename' and (target.schema, target.name) = (s.schema, s.name) then
    raise exception 'option rename: it needs the option into, a new name for the table, since a view with the old columns will have the old name' using errcode = 'KA003', hint = 'Say into=a_new_name.';
  elsif options ? 'zone' and not kalends.is_time_zone(options ->> 'zone') then
    raise exception 'option zone: % is no time zone that pg_timezone_names lists', quote_literal(options ->> 'zone') using errcode = 'KA003';
  end if;
  insert into kalends.migration (source_schema, source_table, target_schema, target_table, shadow_table, old_table, source_oid, key_columns, partition_column, granularity, time_zone,
    retention_months, retention_days, future_partitions, catch_all, keep_days, compatible_view, extra_view, guard_key, options, pace, workers)
  select s.schema, s.name, target.schema, target.name, kalends.fit_name(target.name::text, '_new'), kalends.fit_name(s.name::text, '_old'), monolith,
    kalends.choose_key(monolith, options ->> 'key'), kalends.choose_partition_column(monolith, options ->> 'by'),
    kalends.choice_option(options, 'every', 'month', '{hour,day,week,month,quarter,year}'), coalesce(options ->> 'zone', 'UTC'),
    kalends.integer_option(options, 'retention_months', null, 0, 1200), kalends.integer_option(options, 'retention_days', 0, 0, 36500),
    kalends.integer_option(options, 'future', 6, 0, 1000), kalends.boolean_option(options, 'catch_all', true), kalends.integer_option(options, 'keep_days', 30, 0, 3650),
    case when (target.schema, target.name) <> (s.schema, s.name) then s.name end, (select v.name from kalends.name_option(options - 'into', 'view', target.schema, null) v),
    kalends.boolean_option(options, 'guard', false), options, kalends.choice_option(options, 'pace', 'gentle', '{gentle,steady,fast}'), kalends.integer_option(options, 'workers', 2, 1, 32)
  returning id into new_id;
  perform kalends.map_columns(new_id);
  perform kalends.map_indexes(new_id);
  return new_id;
end
$$;
