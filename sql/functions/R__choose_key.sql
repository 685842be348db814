-- Which columns are the key of this table's migration: those of the option, else of its primary key, else of its first usable unique index? Empty when there is none.
create or replace function kalends.choose_key(table_oid oid, wanted text) returns name[]
  language plpgsql stable
  set search_path = pg_catalog, pg_temp
as $$
declare
  chosen name[];
begin
  if wanted is null then
    return coalesce((select k.key_columns from kalends.usable_keys(table_oid) k limit 1), '{}');
  end if;
  select array_agg(kalends.find_column(table_oid, w.piece, 'key') order by w.place) into chosen from unnest(kalends.split_list(wanted, ',')) with ordinality as w(piece, place);
  return coalesce((select k.key_columns from kalends.usable_keys(table_oid) k where k.key_columns @> chosen and k.key_columns <@ chosen limit 1), chosen);
end
$$;
