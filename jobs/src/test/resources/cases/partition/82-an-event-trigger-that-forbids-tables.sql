-- An event trigger forbids CREATE TABLE, with a message of its own: it is told as that of an event trigger, after our sentence.
create table noddl (id bigint, at timestamptz not null) partition by range (at);
-- months: noddl 0 0
-- as: postgres
create function no_ddl() returns event_trigger language plpgsql as $$ begin
  if current_query() ilike '%create table%' then raise exception 'change freeze' using hint = 'ask the board'; end if;
end $$;
create event trigger no_ddl on ddl_command_start when tag in ('CREATE TABLE') execute function no_ddl();
-- $ register public.noddl --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- => 1
-- has: a trigger, an event trigger or a function raised an error: change freeze
-- has: ask the board
-- $ health
-- => 3
-- finds: warning headroom
-- as: postgres
drop event trigger no_ddl;
