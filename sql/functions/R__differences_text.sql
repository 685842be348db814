-- How are the rows found that are not the same on both sides? units: the columns of the result that say which; joined: FROM … WHERE, with o and n for old and new.
create or replace function kalends.differences_text(id bigint, out units text, out joined text)
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with u as (
    select string_agg(format('coalesce(o.%1$s, n.%1$s)', u.log_column), ', ' order by u.place) as both,
           string_agg(u.log_column, ', ' order by u.place) as columns,
           string_agg(format('n.%1$s = o.%1$s', u.log_column), ' AND ' order by u.place) as same,
           string_agg(format('x.%I%s AS %s', u.source_column, case when u.source_type <> u.target_type then '::' || u.target_type else '' end, u.log_column), ', ' order by u.place) as old,
           string_agg(format('x.%I AS %s', u.target_column, u.log_column), ', ' order by u.place) as new
    from kalends.migration_unit(differences_text.id) u
  )
  select u.both, format(
    'FROM (SELECT %1$s, count(*) AS n, sum(%2$s) AS hash FROM ONLY %3$s x GROUP BY %4$s) o FULL JOIN (SELECT %5$s, count(*) AS n, sum(%6$s) AS hash, min(x.tableoid::bigint)::oid AS place FROM %7$s x GROUP BY %4$s) n ON %8$s WHERE (o.n, o.hash) IS DISTINCT FROM (n.n, n.hash)',
    u.old, kalends.row_hash(m.id, 'old'), m.source_oid::regclass, u.columns, u.new, kalends.row_hash(m.id, 'new'), m.shadow_oid::regclass, u.same)
  from kalends.migration m, u where m.id = differences_text.id
$$;
