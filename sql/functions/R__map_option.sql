-- Which column is given which new name or type by an option like 'workspaceId:workspace_id,"odd:name":odd'? KA003 for a piece that is no pair.
create or replace function kalends.map_option(table_oid oid, options jsonb, option text) returns table (source_column name, value text)
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  piece text;
  pair text[];
begin
  foreach piece in array kalends.split_list(coalesce(options ->> option, ''), case option when 'widen' then ',(?![^(]*\))' else ',' end) loop
    continue when option = 'rename' and piece = 'snake';
    pair := kalends.split_list(piece, ':');
    if cardinality(pair) <> 2 then
      raise exception 'option %: % is no pair of a column and what it becomes', option, quote_literal(piece) using errcode = 'KA003', hint = format('Write %s=column:%s,….', option, case option when 'rename' then 'new_name' else 'bigint' end);
    end if;
    source_column := kalends.find_column(table_oid, pair[1], option);
    value := pair[2];
    return next;
  end loop;
end
$$;
