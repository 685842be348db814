-- Swaps the two tables of a migration in the caller's transaction: forth (from verified) or back (from cut_over). KA002 where it may not be, 55P03 when somebody is in the way: then try again.
-- Locks, all before the first change: what is bound to the live table and has to be changed, the live table, the other one: ACCESS EXCLUSIVE. All of them together wait no longer than lock_timeout.
create or replace function kalends.swap(id bigint, expected_phase text) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set jit = off
as $$
#variable_conflict use_column
declare
  s record;
  plan record;
  mark text;
  statement text;
begin
  perform kalends.confirm_swap(swap.id, expected_phase);
  select x.* into s from kalends.migration_sides(swap.id) x;
  mark := kalends.dependants_mark(swap.id);
  -- All that takes time is thought out before the locks are there.
  select array_agg(x.statement order by x.rank, x.n) filter (where x.stage = 'lock') as locks, array_agg(x.statement order by x.rank, x.n) filter (where x.stage = 'swap') as changes,
         string_agg(x.trouble, '; ') as trouble into plan
  from (select d.statement, d.stage, min(d.rank) as rank, min(d.n) as n, case when d.verdict = 'needs_you' then min(format('%s %s: %s', d.kind, d.name, d.note)) end as trouble
        from kalends.dependants(swap.id) with ordinality d(kind, name, verdict, stage, rank, statement, note, n)
        where d.stage in ('lock', 'swap') and d.verdict = 'rebuild' or d.verdict = 'needs_you'
        group by d.statement, d.stage, d.verdict, case when d.verdict = 'needs_you' then d.name end) x;
  if plan.trouble is not null then
    raise exception '% is not swapped: %', s.live_sql, plan.trouble using errcode = 'KA002', hint = 'kalends migrate plan lists what needs you.';
  end if;
  -- What is asked under the locks is asked before as well: it may say no already, and its plans and the catalogue's caches are warm then.
  perform kalends.confirm_locked(swap.id, mark), length(kalends.mirror_text(swap.id, s.other, s.live, pg_current_xact_id()));
  perform pg_relation_size(p.relid) from pg_partition_tree(s.shadow) p;
  perform kalends.lock_all(plan.locks);
  perform kalends.confirm_locked(swap.id, mark);
  foreach statement in array plan.changes || kalends.mirror_statements(swap.id, s.other, s.live) loop
    execute statement;
  end loop;
  update kalends.migration x
  set cut_over_at = case when s.forward then clock_timestamp() end, retire_after = case when s.forward then clock_timestamp() + x.keep_days * interval '1 day' end
  where x.id = swap.id;
  if s.forward then
    perform kalends.manage_migrated(swap.id);
  else
    delete from kalends.partition_config c using kalends.migration x where x.id = swap.id and (c.table_schema, c.table_name) = (x.target_schema, x.target_table);
  end if;
  perform kalends.advance(swap.id, array[expected_phase], case when s.forward then 'cut_over' else 'mirroring' end,
    format('%s is now %s', case when s.forward then s.other_sql else s.live_sql end, case when s.forward then s.other_final else s.live_final end));
end
$$;
