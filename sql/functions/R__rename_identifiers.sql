-- What does a definition that PostgreSQL has written say when a relation is called otherwise? Replaces whole identifiers, wherever they stand but in strings.
create or replace function kalends.rename_identifiers(definition text, old_name name, new_name name) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  select string_agg(case when t.word[1] = quote_ident(old_name) then quote_ident(new_name) else t.word[1] end, '' order by t.n)
  from regexp_matches(definition, '(E?''(?:[^''\\]|''''|\\.)*''|"(?:[^"]|"")*"|[[:alpha:]_\u0080-\uffff][[:alnum:]_$\u0080-\uffff]*|.|\n)', 'g') with ordinality t(word, n)
$$;
