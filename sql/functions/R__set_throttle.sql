-- Says what a migration may cost; `settings` names columns of kalends.throttle, null means no limit. Sizes may be written '500 MB'. Takes effect while the migration runs.
create or replace function kalends.set_throttle(id bigint, settings jsonb) returns kalends.throttle
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  known constant text[] := '{max_replica_lag,max_replica_bytes,max_slot_bytes,max_wal_rate,max_database_bytes,max_active_sessions,query,windows,cutover_windows,time_zone}';
  unknown text := (select k from jsonb_object_keys(settings) k where k <> all (known) limit 1);
  forms constant text := 'max_replica_lag (10s), max_replica_bytes, max_slot_bytes, max_wal_rate, max_database_bytes (500 MB), max_active_sessions (40), query (its one value is the reason to wait), windows, cutover_windows (22:00-06:00; sat,sun 00:00-24:00), time_zone (UTC)';
  setting text;
  value jsonb;
  objection text;
  rule text;
  t kalends.throttle;
begin
  if unknown is not null then
    raise exception 'the throttle has no setting %', quote_literal(unknown) using errcode = 'KA003', hint = format('It has: %s.', forms);
  end if;
  t := kalends.throttle_of(id);
  for setting, value in select s.key, s.value from jsonb_each(settings) s loop
    t := jsonb_populate_record(t, jsonb_build_object(setting,
      case when setting ~ '_bytes$|^max_wal_rate$' and jsonb_typeof(value) = 'string' then to_jsonb(pg_size_bytes(value #>> '{}'))
           when setting ~ 'windows$' and jsonb_typeof(value) = 'string' then to_jsonb(regexp_split_to_array(value #>> '{}', ' *; *'))
           else value end));
  end loop;
  objection := case when settings ? 'query' then kalends.throttle_query(t.query) end;
  if objection like 'the throttle''s query fails:%' then
    raise exception '%', objection using errcode = 'KA003', hint = format('Nothing was changed. The query is: %s', t.query);
  end if;
  delete from kalends.throttle o where o.migration_id = set_throttle.id;
  insert into kalends.throttle select t.*;
  return t;
exception
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name;
    raise exception 'the throttle: %', coalesce(nullif(rule, ''), 'time_zone needs a value') using errcode = 'KA003', hint = format('Nothing was changed; correct the value. The settings: %s.', forms);
  when data_exception then
    raise exception 'the throttle''s % cannot be %: %', setting, value, sqlerrm using errcode = 'KA003', hint = format('Nothing was changed; correct the value. The settings: %s.', forms);
end
$$;
