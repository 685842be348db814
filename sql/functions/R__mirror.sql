-- From the end of this transaction on, every write of `live` reaches `other` in the same commit, and none of `other` reaches `live`. The caller holds SHARE ROW EXCLUSIVE on live at least, and the two are equal.
-- Locks: SHARE ROW EXCLUSIVE on live; ACCESS EXCLUSIVE on other where it was the one that was followed.
create or replace function kalends.mirror(id bigint, live oid, other oid) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
begin
  if to_regclass('kalends.capture_' || id) is null then
    perform kalends.create_capture_log(id);
  end if;
  perform kalends.unfollow_table(other);
  -- Without those joins a statement of many rows looks each up, rather than reading both tables through.
  perform kalends.follow(id, live, kalends.mirror_text(id, live, other, pg_current_xact_id()), ' set enable_hashjoin = off set enable_mergejoin = off');
  perform kalends.follow_table(id, live) where not kalends.is_followed(id, live);
end
$$;
