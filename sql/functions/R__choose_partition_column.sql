-- By which column is this table to be partitioned: that of the option, else the only one of a time type that a unique index has or that is called after its use? KA003, with the candidates, when that is no answer.
create or replace function kalends.choose_partition_column(table_oid oid, wanted text) returns name
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  candidates name[];
  likely name[];
  chosen name;
begin
  select coalesce(array_agg(a.attname order by a.attnum), '{}'),
         coalesce(array_agg(a.attname order by a.attnum) filter (where a.attname in ('date', 'timestamp', 'created_at', 'createdAt')
           or exists (select from pg_index i where i.indrelid = table_oid and i.indisunique and a.attnum = any (i.indkey))), '{}')
  into candidates, likely
  from pg_attribute a
  where a.attrelid = table_oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.atttypid in ('date'::regtype, 'timestamp'::regtype, 'timestamptz'::regtype);
  chosen := case when wanted is not null then kalends.find_column(table_oid, wanted, 'by') when cardinality(likely) = 1 then likely[1] end;
  if chosen = any (candidates) then
    return chosen;
  end if;
  raise exception 'option by: %', case when chosen is null then 'which column of ' || table_oid::regclass || ' says its time is not plain' else quote_ident(chosen) || ' is no stored column of type date, timestamp or timestamptz' end
    using errcode = 'KA003', hint = case when candidates = '{}' then 'The table has no column to partition by.' else 'Say by=' || array_to_string(candidates, ' or by=') || '.' end;
end
$$;
