-- What does the user's query say against going on? Null when it has no objection: no row, null, false or the empty text. A query that fails is an objection.
create or replace function kalends.throttle_query(query text) returns text
  language plpgsql strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  answer text;
begin
  execute query into answer;
  return case when coalesce(answer, '') in ('', 'f', 'false') then null
              when answer in ('t', 'true') then 'the throttle''s query says to wait'
              else format('the throttle''s query says: %s', answer) end;
exception
  when others then
    return format('the throttle''s query fails: %s', sqlerrm);
end
$$;
