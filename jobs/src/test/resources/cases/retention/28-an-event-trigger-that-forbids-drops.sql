-- An event trigger forbids DROP TABLE: what is past its retention stays attached, and no row is gone.
create table ev (id bigint, at timestamptz not null) partition by range (at);
-- months: ev -3 0
insert into ev select i, timestamptz '{month -3}' + i * interval '1 day' from generate_series(1, 80) i;
-- as: postgres
create function no_drop() returns event_trigger language plpgsql as $$
begin
  if exists (select from pg_event_trigger_dropped_objects() where object_type = 'table' and schema_name = 'public') then
    raise exception 'tables are dropped by the DBA only';
  end if;
end $$;
create event trigger no_drop on sql_drop execute function no_drop();
-- $ register public.ev --retention-months 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- => 1
-- has: an event trigger would not let public.ev_{_month -3} be dropped: tables are dropped by the DBA only. It stays attached. Exempt the role of the runs from the trigger, or set retention_action to detach.
-- ask: select count(*) from pg_class where relname like 'ev\_____\___' and not relispartition
-- row: 0
-- $ health
-- => 3
-- has: past their retention
-- finds: warning overdue_drop
-- as: postgres
drop event trigger no_drop;
