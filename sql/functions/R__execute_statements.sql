-- Executes statements of a plan in the caller's transaction: what may execute code of the table's owner, with the owner's rights (execute_as_owner()).
create or replace function kalends.execute_statements(managed_table regclass, statements text[]) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
declare
  run record;
  statement text;
begin
  for run in
    select array_agg(x.sql order by x.nth) as statements, x.as_owner
    from (select s.sql, s.nth, c.as_owner, row_number() over (order by s.nth) - row_number() over (partition by c.as_owner order by s.nth) as island
          from unnest(statements) with ordinality s(sql, nth) cross join lateral (select kalends.executes_code(s.sql) as as_owner) c) x
    group by x.as_owner, x.island
    order by min(x.nth)
  loop
    if run.as_owner then
      perform kalends.execute_as_owner(managed_table, run.statements);
    else
      foreach statement in array run.statements loop
        execute statement;
      end loop;
    end if;
  end loop;
end
$$;
