-- A name by which other sessions can look at the same snapshot.
select pg_export_snapshot() as snapshot
