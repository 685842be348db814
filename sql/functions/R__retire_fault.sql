-- Why may the old table of a migration not be dropped yet? Null: it may. force: without waiting for its day; no force drops it while old and new are not known to be equal.
create or replace function kalends.retire_fault(id bigint, force boolean) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when m.retire_after > clock_timestamp() and not force then format('it is kept until %s, so that one can roll back', to_char(m.retire_after, 'YYYY-MM-DD HH24:MI'))
    when kalends.mirror_fault(m.id) is not null then kalends.mirror_fault(m.id)
    when c.id is null then 'old and new were not compared since the cut-over'
    when not c.equal then format('the audit of %s is red: %s', to_char(c.checked_at, 'YYYY-MM-DD HH24:MI'), coalesce(c.message, 'old and new differ'))
    when c.checked_at < clock_timestamp() - interval '2 days' then format('the last audit is of %s: older than two days', to_char(c.checked_at, 'YYYY-MM-DD HH24:MI'))
    when cardinality(a.rest) > 0 then format('something is left to do after the swap: %s', left(a.rest[1], 200)) end
  from kalends.migration m
  left join lateral (
    select c.* from kalends.migration_check c where c.migration_id = m.id and c.partition_name is null and c.checked_at >= m.cut_over_at order by c.checked_at desc, c.id desc limit 1) c on true
  cross join lateral (select kalends.after_swap_statements(m.id) as rest) a
  where m.id = retire_fault.id
$$;
