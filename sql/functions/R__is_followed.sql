-- Has this table all of a migration's triggers, and does each fire always?
create or replace function kalends.is_followed(id bigint, table_oid oid) returns boolean
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select count(*) filter (where t.tgenabled = 'A') = 4
  from pg_trigger t
  where t.tgrelid = table_oid and t.tgname like 'kalends\_follow\_%' and t.tgfoid = to_regproc('kalends.follow_' || id)
$$;
