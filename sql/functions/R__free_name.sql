-- What may a new table of this schema be called: the name that is wanted, or, where a table or type has it, that name with a hash of `salt`?
create or replace function kalends.free_name(schema oid, wanted name, salt text) returns name
  language sql stable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case when exists (select from pg_class c where c.relnamespace = schema and c.relname = wanted)
                or exists (select from pg_type t where t.typnamespace = schema and t.typname = wanted)
              then kalends.fit_name(wanted::text, '_' || left(md5(salt), 8)) else wanted end
$$;
