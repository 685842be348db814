-- Was a program taken for dead, and its work taken over? No backend stands for it any more, and none ever will.
create or replace function kalends.is_evicted(owner text) returns boolean
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select exists (select from kalends.process p where p.owner = is_evicted.owner and p.backend_start is null)
$$;
