-- What does the trigger function of a migration say that brings each unit it finds touched to `other`, in the state that `live` has now? `since`: the transaction that starts the mirror.
-- It reads the state rather than the transition rows, since a trigger of the user's may have changed the row again meanwhile.
create or replace function kalends.mirror_text(id bigint, live oid, other oid, since xid8) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format($text$
declare
  many bigint;
  u record;
begin
  -- A snapshot older than the mirror does not see what was brought over before it.
  if current_setting('transaction_isolation') <> 'read committed' and not pg_visible_in_snapshot('%1$s'::text::xid8, pg_current_snapshot()) then
    raise serialization_failure using message = 'could not serialize access: the mirror of ' || tg_relid::regclass || ' was set up after this transaction began', hint = 'The transaction might succeed if retried.';
  end if;
$text$, since)
      || string_agg(kalends.mirror_branch(id, live, other, o.op, o.units), '' order by o.op)
      || format($text$
  if tg_op = 'TRUNCATE' then
    begin
      TRUNCATE %1$s;
    exception when others then
      if sqlstate like '40%%' then
        raise;
      end if;
      INSERT INTO %2$s (why) VALUES (sqlerrm);
    end;
  end if;
  return null;
end
$text$, t.other_sql, t.log_sql)
  from kalends.migration_texts(id, live, other) t
  cross join (values ('INSERT', 'SELECT %1$s FROM new_rows x'), ('DELETE', 'SELECT %1$s FROM old_rows x'), ('UPDATE', 'SELECT %1$s FROM old_rows x UNION SELECT %1$s FROM new_rows x')) o(op, units)
  group by t.other_sql, t.log_sql
$$;
