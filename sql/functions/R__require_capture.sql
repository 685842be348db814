-- Holds the monolith as it is until the end of the transaction, and fails with KA005 when the copy has to start again. Lock: ACCESS SHARE on the monolith.
create or replace function kalends.require_capture(id bigint, copying boolean) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  fault text;
begin
  -- The lock first: what is asked of the catalogue then stays true.
  execute (select format('lock table %s in access share mode', c.oid::regclass) from kalends.migration m join pg_class c on c.oid = m.source_oid where m.id = require_capture.id);
  fault := kalends.capture_fault(id, copying);
  if fault is not null then
    raise exception 'the copy has to start again: %', fault using errcode = 'KA005';
  end if;
end
$$;
