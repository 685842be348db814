-- Which lock does a statement of the inventory take, in most cases, on the table that it names? Null: none that others would notice.
create or replace function kalends.lock_of(statement text) returns text
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  select case
    when statement ~ '^(GRANT|REVOKE|CREATE VIEW|COMMENT ON VIEW|SELECT kalends\.execute_as_owner.*INSERT INTO)' then null
    when statement ~ 'VALIDATE CONSTRAINT|SET STATISTICS|^CREATE STATISTICS|^COMMENT|^ALTER PUBLICATION|^ALTER TABLE [^;]* SET \(' then 'SHARE UPDATE EXCLUSIVE'
    when statement ~ ' ADD CONSTRAINT |^CREATE TRIGGER|TRIGGER' then 'SHARE ROW EXCLUSIVE'
    else 'ACCESS EXCLUSIVE' end
$$;
