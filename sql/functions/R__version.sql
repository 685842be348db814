-- Which version of the schema is installed?
create or replace function kalends.version() returns integer
  language sql stable
return (select max(v.version) from kalends.schema_version v);
