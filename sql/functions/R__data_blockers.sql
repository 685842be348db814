-- What about the rows of a monolith forbids its migration? Reads all of it.
create or replace function kalends.data_blockers(id bigint)
  returns table (kind text, subject text, reason text, mend text)
  language plpgsql
  set search_path = pg_catalog, pg_temp
  set timezone = 'UTC'
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  source_sql text;
  seen record;
  doubled record;
  needed bigint;
  keys text;
begin
  select x.* into m from kalends.migration x where x.id = data_blockers.id;
  select format('%I.%I', n.nspname, c.relname) into source_sql from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = m.source_oid;
  select r.* into seen from jsonb_to_record(kalends.execute_as_owner(m.source_oid, array[format($q$
    select jsonb_build_object('nulls', count(*) filter (where %1$I is null), 'infinite', count(*) filter (where not isfinite(%1$I)),
             'oldest', min(%1$I) filter (where isfinite(%1$I))::timestamp, 'newest', max(%1$I) filter (where isfinite(%1$I))::timestamp) from only %2$s$q$, m.partition_column, source_sql)], 1)::jsonb)
    as r(nulls bigint, infinite bigint, oldest timestamp, newest timestamp);
  kind := 'null_time'; subject := format('%s.%I', source_sql, m.partition_column);
  reason := format('%s rows have no value in it, and would belong to no partition', seen.nulls); mend := format('UPDATE %s SET %I = … WHERE %2$I IS NULL', source_sql, m.partition_column);
  if seen.nulls > 0 then
    return next;
  end if;
  kind := 'infinite_time'; reason := format('%s rows have infinity in it', seen.infinite); mend := format('UPDATE %s SET %I = … WHERE NOT isfinite(%2$I)', source_sql, m.partition_column);
  if seen.infinite > 0 then
    return next;
  end if;
  needed := (extract(epoch from greatest(seen.newest, localtimestamp) - least(seen.oldest, localtimestamp)) / extract(epoch from kalends.period_step(m.granularity)))::bigint + m.future_partitions + 1;
  kind := 'too_many_partitions'; reason := format('from %s to %s by %s are %s partitions: more than 1000', seen.oldest, seen.newest, m.granularity, needed); mend := 'mend the rows whose time is absurd, or partition by longer periods: every=…';
  if needed > 1000 then
    return next;
  end if;
  if m.key_columns <> '{}' and not exists (select from kalends.usable_keys(m.source_oid) k where k.key_columns @> m.key_columns and k.key_columns <@ m.key_columns) then
    keys := (select string_agg(quote_ident(k), ', ') from unnest(m.key_columns) k);
    select r.* into doubled from jsonb_to_record(kalends.execute_as_owner(m.source_oid, array[format(
      $q$select jsonb_build_object('keys', count(*), 'example', min(d.k)) from (select row(%1$s)::text as k from only %2$s group by %1$s having count(*) > 1) d$q$, keys, source_sql)], 1)::jsonb)
      as r(keys bigint, example text);
    kind := 'duplicates'; subject := source_sql; reason := format('%s values of the key (%s) are there more than once, %s for one', doubled.keys, keys, doubled.example); mend := format('delete what is double; then CREATE UNIQUE INDEX ON %s (%s)', source_sql, keys);
    if doubled.keys > 0 then
      return next;
    end if;
  end if;
end
$$;
