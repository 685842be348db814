-- Which detached partitions were booked in another database, and which table is it here? found: an ordinary table of that schema and name with the parent's columns; null: there is none.
create or replace function kalends.moved_partitions()
  returns table (partition_oid oid, found oid, partition_schema name, partition_name name, parent_schema name, parent_table name)
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select d.partition_oid, f.oid, d.partition_schema, d.partition_name, d.parent_schema, d.parent_table
  from kalends.detached_partition d
  left join (pg_namespace pn join pg_class p on p.relnamespace = pn.oid and p.relkind = 'p') on pn.nspname = d.parent_schema and p.relname = d.parent_table
  left join lateral (
    select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = d.partition_schema and c.relname = d.partition_name and c.relkind = 'r' and not c.relispartition and c.relowner = p.relowner
      and not exists (
        (select a.attname, a.atttypid from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
        except (select a.attname, a.atttypid from pg_attribute a where a.attrelid = p.oid and a.attnum > 0 and not a.attisdropped))) f on true
  where d.origin <> kalends.origin()
$$;
