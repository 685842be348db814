-- Which statements give the shadow itself the index at this position, adopting those of its partitions? Locks: SHARE on the partitions; ACCESS EXCLUSIVE on them for a constraint.
create or replace function kalends.adopt_index_statements(id bigint, index_position integer) returns text[]
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  with x as (
    select i.*, m.shadow_oid, format('%I.%I', n.nspname, s.relname) as shadow, case i.constraint_kind when 'p' then 'PRIMARY KEY' when 'u' then 'UNIQUE' end as kind,
           substr(i.definition, strpos(i.definition, '(')) as list
    from kalends.migration m
    join kalends.migration_index i on i.migration_id = m.id and i.position = index_position
    join pg_class s on s.oid = m.shadow_oid
    join pg_namespace n on n.oid = s.relnamespace
    where m.id = adopt_index_statements.id
  ),
  leaf as (
    select coalesce(array_agg(format('ALTER TABLE %I.%I ADD CONSTRAINT %I %s USING INDEX %3$I', n.nspname, c.relname, kalends.index_name(c.relname, x.constraint_kind, x.position), x.kind) order by c.oid), '{}') as statements
    from x
    join pg_inherits i on i.inhparent = x.shadow_oid
    join pg_class c on c.oid = i.inhrelid
    join pg_namespace n on n.oid = c.relnamespace
    where x.kind is not null
      and not exists (select from pg_constraint k where k.conrelid = c.oid and k.conname = kalends.index_name(c.relname, x.constraint_kind, x.position))
  )
  select leaf.statements || case when x.kind is null then format('CREATE %sINDEX %I ON %s %s', case when x.is_unique then 'UNIQUE ' end, x.name_before, x.shadow, x.definition)
    else format('ALTER TABLE %s ADD CONSTRAINT %I %s%s %s', x.shadow, x.name_before, x.kind, case when x.list ~ ' NULLS NOT DISTINCT' then ' NULLS NOT DISTINCT' end, replace(x.list, ' NULLS NOT DISTINCT', '')) end
  from x, leaf
$$;
