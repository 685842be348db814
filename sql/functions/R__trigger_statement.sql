-- Which CREATE TRIGGER makes this trigger on another table, whose columns may be called otherwise?
create or replace function kalends.trigger_statement(trigger oid, target_sql text, trigger_columns name[], target_columns name[]) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select x.head || kalends.rename_columns(left(x.rest, p.at - 1), trigger_columns, target_columns) || ' ON ' || target_sql || ' '
      || kalends.rename_columns(substr(x.rest, p.at + length(x.table_sql)), trigger_columns, target_columns)
  from pg_trigger t
  join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
  cross join lateral (select pg_get_triggerdef(t.oid) as whole) d
  cross join lateral (select format('CREATE %sTRIGGER %I', case when t.tgconstraint <> 0 then 'CONSTRAINT ' else '' end, t.tgname) as head, format(' ON %I.%I ', n.nspname, c.relname) as table_sql) h
  cross join lateral (select h.head, h.table_sql, substr(d.whole, length(h.head) + 1) as rest) x
  cross join lateral (select strpos(x.rest, x.table_sql) as at) p
  where t.oid = trigger
$$;
