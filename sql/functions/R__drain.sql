-- Applies entries of the log, as the only one to do so; where unique values moved between rows of several batches, all of them. KA005 when there was a TRUNCATE before the mirror.
create or replace function kalends.drain(id bigint, live oid, other oid, most integer, hold boolean) returns bigint
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  done record;
begin
  if not pg_try_advisory_xact_lock(hashtextextended('kalends.drain', id)) then
    raise exception 'the log of migration % is being drained by another session', id using errcode = 'lock_not_available';
  end if;
  begin
    done := kalends.apply_log(id, live, other, most, hold);
  exception when unique_violation then
    if most is null then
      raise;
    end if;
    done := kalends.apply_log(id, live, other, null, hold);
  end;
  if done.truncated and not hold then
    raise exception 'the copy has to start again: the table was truncated' using errcode = 'KA005';
  end if;
  return done.keys;
end
$$;
