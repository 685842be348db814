-- Makes the log of the units that are touched: those columns as the shadow has them; all null: everything was (TRUNCATE). why: the mirror's error.
create or replace function kalends.create_capture_log(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  execute (select format('create table kalends.capture_%s as select %s from %s s with no data', m.id, string_agg(format('s.%I as %s', u.target_column, u.log_column), ', ' order by u.place), m.shadow_oid::regclass)
           from kalends.migration m cross join kalends.migration_unit(m.id) u where m.id = create_capture_log.id group by m.id, m.shadow_oid);
  execute format('alter table kalends.capture_%s add column why text, add column seq bigint not null generated always as identity', id);
  execute format('comment on table kalends.capture_%s is %L', id, 'What was touched and is not yet brought over: the log of migration ' || id || '.');
end
$$;
