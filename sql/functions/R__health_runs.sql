-- Which runs are dead or do not get on, and for which tables has the nightly work not succeeded for too long?
create or replace function kalends.health_runs(tables kalends.watched_table[], as_of timestamptz) returns setof kalends.finding
  language sql stable rows 10
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
  with success as materialized (
    select x.table_schema, x.table_name, x.step, max(x.succeeded_at) as at from kalends.last_successes() x group by x.table_schema, x.table_name, x.step
  ),
  late as (
    select m.table_schema, m.table_name, m.parent_name, string_agg(format('%s %s', s.step, coalesce('since ' || to_char(x.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), 'ever')), ', ' order by s.nth) as steps
    from kalends.each_table(tables) m
    cross join unnest('{create,analyze,drop,record}'::text[]) with ordinality s(step, nth)
    left join success x on x.table_schema = m.table_schema and x.table_name = m.table_name and x.step = s.step
    where m.present is not null and greatest(x.at, m.managed_since) <= as_of - make_interval(hours => m.last_success_hours::integer)
    group by m.table_schema, m.table_name, m.parent_name
  )
  select 'warning', 'dead_run', null::name, null::name, format('run %s', r.run_id), format('%s is %s since %s, and no program is alive that could be working on it', r.job, r.status, to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
         format('kalends runs recover %s', r.run_id), 'doctor'
  from kalends.open_runs() r where not r.live
  union all
  select 'warning', 'stuck_run', null, null, format('run %s', r.run_id), format('%s has not got on since %s', r.job, to_char(r.progress_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
         format('kalends runs show %s says where it is; kalends runs stop %1$s', r.run_id), 'recovery'
  from kalends.open_runs() r where r.live and r.progress_at <= as_of - make_interval(mins => kalends.threshold_of('stuck_minutes')::integer)
  union all
  select 'warning', 'last_success', l.table_schema, l.table_name, l.table_name, format('not done with success: %s', l.steps), format('kalends runs list says why; kalends run maintenance table=%s', kalends.shell_word(l.parent_name)), 'maintenance'
  from late l
$$;
