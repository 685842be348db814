-- Ends capture and mirror of a migration: triggers, their function, the log. Lock: ACCESS EXCLUSIVE on the table that was followed.
create or replace function kalends.unmirror(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  perform kalends.unfollow_table(t.oid) from kalends.migration m cross join lateral unnest(array[m.source_oid, m.shadow_oid]) as t(oid) where m.id = unmirror.id and t.oid is not null;
  execute format('drop function if exists kalends.follow_%s()', id);
  execute format('drop table if exists kalends.capture_%s', id);
end
$$;
