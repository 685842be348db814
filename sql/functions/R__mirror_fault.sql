-- Why may old and new not be equal, though the mirror is on? Null: nothing speaks against it. Asked before a verification counts and before a swap.
create or replace function kalends.mirror_fault(id bigint) returns text
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  m kalends.migration;
  why text;
  entries bigint := kalends.log_length(id);
begin
  select x.* into m from kalends.migration x where x.id = mirror_fault.id;
  if not kalends.is_followed(m.id, case m.phase when 'cut_over' then m.shadow_oid else m.source_oid end) then
    return 'the triggers of the mirror were dropped or disabled';
  elsif kalends.mapping_fault(m.id) is not null then
    return kalends.mapping_fault(m.id);
  elsif entries > 0 then
    execute format('select l.why from kalends.capture_%s l where l.why is not null order by l.seq limit 1', m.id) into why;
    return format('%s entries wait in the log%s', entries, ', since the mirror failed: ' || why);
  end if;
  return m.suspect;
end
$$;
