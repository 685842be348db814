-- Which statements of the inventory belong to this stage (before, lock, swap), in their order? One that several dependants ask for is there once.
create or replace function kalends.stage_statements(id bigint, stage text) returns text[]
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
begin
  return coalesce((
    select array_agg(x.statement order by x.rank, x.first)
    from (select d.statement, min(d.rank) as rank, min(d.n) as first
          from kalends.dependants(stage_statements.id) with ordinality d(kind, name, verdict, stage, rank, statement, note, n)
          where d.stage = stage_statements.stage and d.verdict = 'rebuild'
          group by d.statement) x), '{}');
end
$$;
