-- What would a run do now, in which order, with which statements and locks, and what stands in the way? Changes nothing.
-- steps: any of create, analyze, vacuum, drop, record, audit; a pending detach is finished by create, and by drop where create is not asked for. overrides replaces columns of partition_config for this plan; {"full": true} asks for VACUUM FULL.
create or replace function kalends.plan_maintenance(managed_table text default null, as_of timestamptz default now(),
    steps text[] default '{create,analyze,drop,record}', max_drops integer default null, overrides jsonb default '{}', detach_concurrently boolean default true)
  returns table (seq integer, table_schema name, table_name name, step text, action text, target_schema name, target name, lower_bound timestamptz, upper_bound timestamptz,
                 statements text[], transaction text, lock_mode text, lock_target text, reason text, row_estimate bigint, bytes bigint, verdict text, blocker text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set jit = off
  set lock_timeout = '5s'
as $$
declare
  policy jsonb := overrides || case when max_drops is null then '{}' else jsonb_build_object('max_drops_per_run', max_drops) end;
  unknown text := (select s from unnest(steps) s where s <> all ('{create,analyze,vacuum,drop,record,audit}') limit 1);
begin
  if unknown is not null then
    raise exception 'step % is unknown: steps are create, analyze, vacuum, drop, record and audit', quote_literal(unknown) using errcode = 'KA003';
  end if;
  if isfinite(as_of) is not true then
    raise exception 'as_of is %: a finite time is needed', coalesce(as_of::text, 'null') using errcode = 'KA003';
  end if;
  if not exists (select from kalends.partition_config c where kalends.matches_table(c.table_schema, c.table_name, managed_table)) and managed_table is not null
      and not ('audit' = any (steps) and exists (select from kalends.migration m where m.phase = 'cut_over' and kalends.matches_table(m.source_schema, m.source_table, managed_table))) then
    raise exception 'no row of kalends.partition_config is called %', quote_literal(managed_table)
      using errcode = 'KA003', hint = format('SELECT table_schema, table_name FROM kalends.partition_config shows which there are; SELECT kalends.register(%L) adds one.', managed_table);
  end if;
  return query
    select row_number() over ()::integer, p.*
    from (
      select a.* from kalends.plan_create(managed_table, as_of, policy) a where 'create' = any (steps)
      union all
      select a.* from kalends.plan_analyze(managed_table, as_of, policy) a where 'analyze' = any (steps)
      union all
      select a.* from kalends.plan_vacuum(managed_table, as_of, policy) a where 'vacuum' = any (steps)
      union all
      select a.table_schema, a.table_name, 'drop', a.action, a.target_schema, a.target, a.lower_bound, a.upper_bound,
             a.statements, a.transaction, a.lock_mode, a.lock_target, a.reason, a.row_estimate, a.bytes, a.verdict, a.blocker
      from kalends.plan_create(managed_table, as_of, policy) a
      where a.action = 'finalize' and 'drop' = any (steps) and 'create' <> all (steps) and exists (select from pg_inherits i where i.inhdetachpending)
      union all
      select a.* from kalends.plan_drop(managed_table, as_of, policy, detach_concurrently) a where 'drop' = any (steps)
      union all
      select a.* from kalends.plan_record(managed_table, as_of, policy) a where 'record' = any (steps)
      union all
      select a.* from kalends.plan_audit(managed_table) a where 'audit' = any (steps)
    ) p;
end
$$;
