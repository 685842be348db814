-- Nobody may call Kalends' functions but its owner and who sql/roles.sql names. The exceptions are for writers through an insert view.
revoke all on all routines in schema kalends from public;
grant usage on schema kalends to public;
grant execute on function kalends.insert_making_room() to public;
grant execute on function kalends.make_room(regclass, timestamptz) to public;
grant execute on function kalends.partition_bounds(oid) to public;
