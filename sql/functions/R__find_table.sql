-- Which table is meant by this name, exactly or written as in SQL: the one in public first, then the only one of that name? KA004 when there is none.
create or replace function kalends.find_table(wanted text) returns oid
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  found_oids oid[];
begin
  with named as (
    select c.oid, case when n.nspname = 'public' then 1 else 2 end + case when kalends.matches_table(n.nspname, c.relname, wanted) then 0 else 2 end as rank
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and not c.relispartition
      and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'kalends')
      and (kalends.matches_table(n.nspname, c.relname, wanted)
           or kalends.identifier_parts(wanted) in (array[c.relname::text], array[n.nspname::text, c.relname::text]))
  )
  select array_agg(n.oid) into found_oids from named n where n.rank = (select min(x.rank) from named x);
  if found_oids is null or wanted is null then
    raise exception 'there is no table called %', quote_nullable(wanted) using errcode = 'KA004', hint = 'Write its name as SQL would: events, sales.events, ''"PlatformAnalytics"''.';
  elsif cardinality(found_oids) > 1 then
    raise exception '% is the name of several tables: %', quote_literal(wanted), found_oids::regclass[] using errcode = 'KA003', hint = 'Say schema.table.';
  end if;
  return found_oids[1];
end
$$;
