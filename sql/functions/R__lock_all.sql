-- Takes locks one after the other, all of them together within lock_timeout (0: without a limit); 55P03 when that is over.
create or replace function kalends.lock_all(locks text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  budget bigint := extract(epoch from current_setting('lock_timeout')::interval) * 1000;
  since timestamptz := clock_timestamp();
  statement text;
begin
  foreach statement in array locks loop
    if budget > 0 then
      perform set_config('lock_timeout', greatest(budget - extract(epoch from clock_timestamp() - since) * 1000, 1)::bigint || 'ms', true);
    end if;
    execute statement;
  end loop;
  -- From here on others wait: whoever writes the ledger can say how long.
  perform set_config('kalends.locked_at', clock_timestamp()::text, true);
  if budget > 0 then
    perform set_config('lock_timeout', budget || 'ms', true);
  end if;
end
$$;
