-- Nobody may call Kalends' functions but its owner and who sql/roles.sql names. The trigger function of an insert view, and what it reads with, are for those who write through one.
revoke all on all routines in schema kalends from public;
grant usage on schema kalends to public;
grant execute on function kalends.insert_making_room() to public;
