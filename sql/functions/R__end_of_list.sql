-- Where does the parenthesis close that this text opens first? Quoted pieces do not count; 0 when nothing closes it.
create or replace function kalends.end_of_list(definition text) returns integer
  language plpgsql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
declare
  depth integer := 0;
  quote text := '';
  sign text;
begin
  for place in 1 .. length(definition) loop
    sign := substr(definition, place, 1);
    if quote <> '' then
      quote := case when sign = quote then '' else quote end;
    elsif sign in ('"', '''') then
      quote := sign;
    elsif sign = '(' then
      depth := depth + 1;
    elsif sign = ')' then
      depth := depth - 1;
      if depth = 0 then
        return place;
      end if;
    end if;
  end loop;
  return 0;
end
$$;
