-- What is installed here, and may we change it?
select (select i.fingerprint from kalends.installation i) as fingerprint, kalends.version() as version,
       (select pg_has_role(n.nspowner, 'usage') from pg_namespace n where n.nspname = 'kalends') as ours
