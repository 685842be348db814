-- The fault of a migration's mirror, as far as the role may see it: who may not read the log is told what else is known.
create or replace function kalends.visible_mirror_fault(id bigint) returns text
  language plpgsql stable strict
  set search_path = pg_catalog, pg_temp
as $$
begin
  return kalends.mirror_fault(id);
exception
  when insufficient_privilege then
    return (select case when kalends.is_followed(m.id, case m.phase when 'cut_over' then m.shadow_oid else m.source_oid end) then m.suspect else 'the triggers of the mirror were dropped or disabled' end
            from kalends.migration m where m.id = visible_mirror_fault.id);
end
$$;
