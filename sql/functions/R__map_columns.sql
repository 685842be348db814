-- Writes down what each column of the monolith becomes, by the options rename and widen. KA003 for a name or a type that cannot be.
create or replace function kalends.map_columns(id bigint) returns void
  language plpgsql
  set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
  m kalends.migration;
  fault record;
begin
  select x.* into m from kalends.migration x where x.id = map_columns.id;
  delete from kalends.migration_column c where c.migration_id = m.id;
  with renamed as (
    select r.source_column, coalesce((kalends.identifier_parts(r.value))[1], r.value) as name from kalends.map_option(m.source_oid, m.options, 'rename') r
  ),
  widened as (
    select w.source_column, kalends.type_name(w.value) as type from kalends.map_option(m.source_oid, m.options, 'widen') w
  )
  insert into kalends.migration_column (migration_id, position, source_column, target_column, source_type, target_type, generated)
  select m.id, row_number() over (order by a.attnum), a.attname,
         coalesce(r.name, case when 'snake' = any (kalends.split_list(m.options ->> 'rename', ',')) then kalends.snake_case(a.attname::text) end, a.attname::text),
         format_type(a.atttypid, a.atttypmod), coalesce(w.type, format_type(a.atttypid, a.atttypmod)), a.attgenerated <> ''
  from pg_attribute a
  left join renamed r on r.source_column = a.attname
  left join widened w on w.source_column = a.attname
  where a.attrelid = m.source_oid and a.attnum > 0 and not a.attisdropped;
  select c.* into fault from kalends.migration_column c
  where c.migration_id = m.id and c.target_column in (select x.target_column from kalends.migration_column x where x.migration_id = m.id group by 1 having count(*) > 1) limit 1;
  if fault.target_column is not null then
    raise exception 'option rename: two columns would be called %', quote_ident(fault.target_column) using errcode = 'KA003', hint = 'Give one of them another name.';
  end if;
  select c.*, kalends.is_read_by_generated(m.source_oid, c.source_column) as is_read into fault from kalends.migration_column c
  where c.migration_id = m.id and c.target_type <> c.source_type
    and (c.generated or not kalends.widens(c.source_type, c.target_type) or kalends.is_read_by_generated(m.source_oid, c.source_column)) limit 1;
  if fault.source_column is not null then
    raise exception 'option widen: % is %, and cannot become %', quote_ident(fault.source_column),
        case when fault.generated then 'generated' when fault.is_read then 'read by a generated column' else fault.source_type end, fault.target_type
      using errcode = 'KA003', hint = 'What widens: smallint, integer, bigint, numeric in this order; real to double precision; character varying to a longer one or to text.';
  end if;
end
$$;
