-- What does pg_partman's part_config say of the tables it manages, in Kalends' words? Empty where pg_partman is not installed.
create or replace function kalends.find_partman()
  returns table (table_schema name, table_name name, partition_column name, granularity text, retention_months integer, retention_days integer, future_partitions integer, retention_action text, note text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
  set row_security = off
  set constraint_exclusion = off
as $$
declare
  -- a table of the extension, of PostgreSQL's own types, and no view of somebody who wants to be read
  home name := (select n.nspname from pg_extension e
                join pg_depend d on d.refclassid = 'pg_extension'::regclass and d.refobjid = e.oid and d.deptype = 'e' and d.classid = 'pg_class'::regclass
                join pg_class c on c.oid = d.objid and c.relname = 'part_config' and c.relkind = 'r' and not kalends.reads_foreign_code(array[c.oid]) join pg_namespace n on n.oid = c.relnamespace
                where e.extname = 'pg_partman' and not exists (
                  select from pg_attribute a where a.attrelid = c.oid and a.attname = any ('{parent_table,control,partition_interval,retention,premake,retention_keep_table}')
                    and (a.atttypid not in ('text'::regtype, 'integer'::regtype, 'boolean'::regtype) or a.attgenerated <> '')));
begin
  if home is null then
    return;
  end if;
  return query execute format($q$
    select n.nspname, c.relname, p.control::name,
           case when p.partition_interval ~ '^(yearly|1 year)' then 'year' when p.partition_interval ~ '^(quarterly|3 mons)' then 'quarter' when p.partition_interval ~ '^(monthly|1 mon)' then 'month'
                when p.partition_interval ~ '^(weekly|7 days)' then 'week' when p.partition_interval ~ '^(daily|1 day)' then 'day' when p.partition_interval ~ '^(hourly|01:00:00)' then 'hour' end,
           case when p.retention is not null then extract(year from p.retention::interval)::integer * 12 + extract(month from p.retention::interval)::integer end,
           case when p.retention is not null then (extract(day from p.retention::interval) + ceil(extract(epoch from p.retention::interval - date_trunc('day', p.retention::interval)) / 86400))::integer end,
           p.premake, case when p.retention_keep_table then 'detach' else 'drop' end,
           format('from %%s.part_config: every %%s, retention %%s', %L, p.partition_interval, coalesce(p.retention, 'for ever'))
    from %I.part_config p
    join pg_class c on c.oid = to_regclass(p.parent_table)
    join pg_namespace n on n.oid = c.relnamespace$q$, home, home);
end
$$;
