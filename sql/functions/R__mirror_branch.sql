-- What does the mirror do after an INSERT, an UPDATE or a DELETE? Row by row for few, since then each statement finds its partition at once; as a whole for many.
-- Whatever fails does not fail the writer: the units go to the log. But 40001 and 40P01 are the writer's to know.
create or replace function kalends.mirror_branch(id bigint, live oid, other oid, op text, units text) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format($text$
  if tg_op = '%1$s' then
    SELECT count(*) INTO many FROM %2$s_rows;
    if many = 0 then
      return null;
    end if;
    begin
      if many <= 100 then
        for u in SELECT r.* FROM (%3$s) r(%4$s) loop
          DELETE FROM %5$s o WHERE %6$s;
        end loop;
        for u in SELECT r.* FROM (%3$s) r(%4$s) loop
          INSERT INTO %7$s (%8$s) OVERRIDING SYSTEM VALUE SELECT %9$s FROM %10$s l WHERE %11$s;
        end loop;
      else
        execute %12$L;
        execute %13$L;
      end if;
    exception when others then
      if sqlstate like '40%%' then
        raise;
      end if;
      INSERT INTO %14$s (%4$s, why) SELECT r.*, sqlerrm FROM (%3$s) r(%4$s);
    end;
    return null;
  end if;
$text$, op, case op when 'INSERT' then 'new' else 'old' end, s.units, t.log_columns, t.other_sql, t.other_match, replace(t.other_sql, 'ONLY ', ''), t.other_columns, t.live_values, t.live_sql, t.live_match,
    format('DELETE FROM %s o USING (%s) u(%s) WHERE %s', t.other_sql, s.units, t.log_columns, t.other_match),
    format('INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM (%s) u(%s) JOIN %s l ON %s', replace(t.other_sql, 'ONLY ', ''), t.other_columns, t.live_values, s.units, t.log_columns, t.live_sql, t.live_match),
    t.log_sql)
  from kalends.migration_texts(id, live, other) t
  cross join lateral (select format(units, t.row_units) as units) s
$$;
