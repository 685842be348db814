-- What has to be dropped before a migration is given up, each in a transaction of its own, because its shadow has more partitions than one transaction can lock? Nothing for most.
create or replace function kalends.give_up_statements(id bigint) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with leaf as (
    select l.* from kalends.migration m cross join lateral kalends.leaves(m.shadow_oid) l where m.id = give_up_statements.id and m.phase not in ('cut_over', 'retired', 'rolled_back')),
  locks as (select count(*) * (3 + (select count(*) from kalends.migration_index i where i.migration_id = give_up_statements.id)) as needed from leaf)
  select case when locks.needed > 2000
    then array[array_to_string(kalends.unmirror_statements(give_up_statements.id), '; ')] || (select array_agg('DROP TABLE ' || l.sql order by l.leaf) from leaf l)
    else '{}' end
  from locks
$$;
