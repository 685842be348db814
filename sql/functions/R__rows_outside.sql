-- Does the catch-all hold rows outside these ranges of its key? Null: it cannot be read. Ends at the first such row.
create or replace function kalends.rows_outside(parent oid, catch_all oid, ranges tstzmultirange) returns boolean
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  return (select (kalends.query_as_owner(array[catch_all],
      format('select exists (select from only %s where not (%s))', catch_all::regclass,
             coalesce(string_agg(format('%1$I >= %2$s and %1$I < %3$s', a.attname, kalends.bound_literal(a.atttypid, lower(r)), kalends.bound_literal(a.atttypid, upper(r))), ' or ') filter (where not isempty(r)), 'false'))))[1] = 't'
    from pg_partitioned_table p join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0] left join unnest(ranges) r on true
    where p.partrelid = parent);
exception
  when lock_not_available then
    raise;
  when others then -- a right, or an error of the owner's own making: of this table, not of all
    return null;
end
$$;
