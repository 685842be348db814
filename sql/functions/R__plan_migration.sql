-- What will a migration do, step by step, with the lock of each and the exact SQL where it is SQL of the moment? Makes the shadow to look at it, and takes it back: nothing stays.
create or replace function kalends.plan_migration(id bigint) returns table ("position" integer, phase text, lock_mode text, lock_target text, statement text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  steps jsonb;
begin
  begin
    if (select m.phase from kalends.migration m where m.id = plan_migration.id) = 'planned' then
      perform kalends.prepare_migration(plan_migration.id);
    end if;
    select jsonb_agg(to_jsonb(s) order by s.turn, s.n) into steps from kalends.planned_steps(plan_migration.id) s;
    raise exception using errcode = 'KA099';
  exception
    when sqlstate 'KA099' then
      null;
    when others then
      steps := jsonb_build_array(jsonb_build_object('phase', 'prepared', 'statement', format('-- the shadow cannot be made yet: %s', sqlerrm)));
  end;
  return query
  select (row_number() over (order by j.n))::integer, j.step ->> 'phase', j.step ->> 'lock_mode', j.step ->> 'lock_target', j.step ->> 'statement'
  from jsonb_array_elements(steps) with ordinality j(step, n);
end
$$;
