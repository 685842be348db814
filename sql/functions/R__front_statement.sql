-- Which statement makes the view that gives a table's columns other names? With row security it checks the rights and policies of who uses it.
create or replace function kalends.front_statement(view_sql text, table_sql text, columns name[], names name[], with_row_security boolean) returns text
  language sql stable
  set search_path = pg_catalog, pg_temp
as $$
  select format('CREATE VIEW %s%s AS SELECT %s FROM %s', view_sql, case when with_row_security then ' WITH (security_invoker = true)' else '' end,
                string_agg(case when c.col = c.name then quote_ident(c.col) else format('%I AS %I', c.col, c.name) end, ', ' order by c.n), table_sql)
  from unnest(columns, names) with ordinality c(col, name, n)
$$;
