-- What does this expression over one table say once its columns are called otherwise? Only whole identifiers are replaced: not in strings, not functions, not types, not collations.
-- For what PostgreSQL has written itself (pg_get_expr and its kin), where every identifier is spelled as quote_ident spells it.
create or replace function kalends.rename_columns(expression text, old_names name[], new_names name[]) returns text
  language sql immutable
  set search_path = pg_catalog, pg_temp
as $$
  with token as (
    select t.n, t.word[1] as word
    from regexp_matches(expression, '(E?''(?:[^''\\]|''''|\\.)*''|"(?:[^"]|"")*"|[[:alpha:]_\u0080-\uffff][[:alnum:]_$\u0080-\uffff]*|::|\s+|.)', 'g') with ordinality t(word, n)),
  sign as (
    select t.*, lag(t.word) over w as before, lead(t.word) over w as after, lag(t.word, 2) over w as before_that, lag(t.word, 3) over w as first
    from token t where t.word !~ '^\s+$'
    window w as (order by t.n)),
  renamed as (
    select s.n, quote_ident(r.new_name) as word
    from sign s
    join unnest(old_names, new_names) r(old_name, new_name) on quote_ident(r.old_name) = s.word
    where r.old_name <> r.new_name and s.after is distinct from '(' and s.after is distinct from '.'
      and s.before is distinct from '::' and lower(s.before) is distinct from 'collate' and not coalesce(s.before = '.' and (s.first = '::' or lower(s.first) = 'collate'), false))
  select case when old_names = new_names then expression else string_agg(coalesce(r.word, t.word), '' order by t.n) end
  from token t left join renamed r on r.n = t.n
$$;
