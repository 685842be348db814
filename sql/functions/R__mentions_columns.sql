-- Which of these columns, those that get another name, does a text mention as whole words? For what can be read but not rewritten, as the body of a function. Null: none.
create or replace function kalends.mentions_columns(body text, old_names name[], new_names name[]) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(quote_ident(r.old_name), ', ' order by r.n)
  from unnest(old_names, new_names) with ordinality r(old_name, new_name, n)
  where r.old_name <> r.new_name and body ~* ('(^|[^[:alnum:]_$])' || regexp_replace(r.old_name, '([^[:alnum:]_])', '\\\1', 'g') || '($|[^[:alnum:]_$])')
$$;
