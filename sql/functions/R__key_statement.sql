-- How is this foreign key written as a constraint of, or to, tables whose columns are called otherwise? own: the columns of the table that has the key; referenced and referenced_sql: the table that it points to.
create or replace function kalends.key_statement(key oid, own name[], own_new name[], referenced_sql text, referenced name[], referenced_new name[]) returns text
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select format('FOREIGN KEY (%s) REFERENCES %s (%s)', l.own_list, referenced_sql, l.referenced_list)
      || case k.confmatchtype when 'f' then ' MATCH FULL' else '' end
      || coalesce(' ON UPDATE ' || (a.words ->> k.confupdtype::text), '') || coalesce(' ON DELETE ' || (a.words ->> k.confdeltype::text) || coalesce(' (' || l.set_list || ')', ''), '')
      || case when k.condeferrable then ' DEFERRABLE' else '' end || case when k.condeferred then ' INITIALLY DEFERRED' else '' end
  from pg_constraint k
  cross join (select '{"c": "CASCADE", "n": "SET NULL", "d": "SET DEFAULT", "r": "RESTRICT"}'::jsonb as words) a
  cross join lateral (
    select (select string_agg(quote_ident(coalesce(m.new_name, a.attname)), ', ' order by c.n) from unnest(k.conkey) with ordinality c(attnum, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum left join unnest(own, own_new) m(old_name, new_name) on m.old_name = a.attname) as own_list,
           (select string_agg(quote_ident(coalesce(m.new_name, a.attname)), ', ' order by c.n) from unnest(k.confkey) with ordinality c(attnum, n)
            join pg_attribute a on a.attrelid = k.confrelid and a.attnum = c.attnum left join unnest(referenced, referenced_new) m(old_name, new_name) on m.old_name = a.attname) as referenced_list,
           (select string_agg(quote_ident(coalesce(m.new_name, a.attname)), ', ' order by c.n)
            from unnest(translate(to_jsonb(k) ->> 'confdelsetcols', '[]', '{}')::smallint[]) with ordinality c(attnum, n)
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = c.attnum left join unnest(own, own_new) m(old_name, new_name) on m.old_name = a.attname) as set_list) l
  where k.oid = key
$$;
