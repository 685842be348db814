-- Partitions have a unique index, an index, a trigger, a CHECK and storage options of their own: a new one has them too.
create table pay (tenant uuid not null, ext uuid not null, at timestamptz not null, body text, primary key (tenant, ext, at)) partition by range (at);
create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
-- months: pay -2 0
do $$ declare p regclass; begin
  for p in select inhrelid::regclass from pg_inherits where inhparent = 'pay'::regclass and inhrelid::regclass::text like 'pay\_____\___' loop
    execute format('alter table %s set (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.1)', p);
    execute format('create unique index on %s (ext)', p);
    execute format('create index on %s (body)', p);
    execute format('create trigger stamp before insert on %s for each row execute function stamp()', p);
    execute format('alter table %s add constraint body_short check (length(body) < 100)', p);
  end loop;
end $$;
-- $ register public.pay --retention-months 12 --future-partitions 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: create pay_{_month 1}
-- has: body_short
-- $ run maintenance
-- has: created 2
-- ask: select distinct (select count(*) from pg_index x where x.indrelid = c.oid), (select count(*) from pg_trigger t where t.tgrelid = c.oid and not tgisinternal), (select count(*) from pg_constraint k where k.conrelid = c.oid and contype = 'c'), c.reloptions from pg_inherits i join pg_class c on c.oid = i.inhrelid where inhparent = 'pay'::regclass
-- row: 3|1|1|{fillfactor=80,autovacuum_vacuum_scale_factor=0.1}
-- $ health
