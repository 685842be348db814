-- Foreign keys to another table (on the parent, and NOT VALID on a partition), an exclusion constraint, a deferrable unique key, constraint triggers, replica identity by an index of the partition.
create table kinds (code text primary key);
insert into kinds values ('a');
create table cons (id bigint not null, at timestamptz not null, code text references kinds, span int4range, primary key (id, at)) partition by range (at);
create function look() returns trigger language plpgsql as $$ begin return null; end $$;
-- months: cons 0 0
alter table cons_{_month 0} add constraint own_fk foreign key (code) references kinds not valid;
alter table cons_{_month 0} add constraint own_excl exclude using gist (span with &&);
alter table cons_{_month 0} add constraint own_unique unique (id) deferrable initially deferred;
create unique index cons_ident on cons_{_month 0} (id);
alter table cons_{_month 0} replica identity using index cons_ident;
create constraint trigger own_trigger after insert on cons_{_month 0} deferrable initially deferred for each row execute function look();
insert into cons values (1, '{month 0}', 'a', '[1,2)');
-- $ register public.cons --keep-forever --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- has: ADD EXCLUDE USING gist (span WITH &&)
-- has: ADD UNIQUE (id) DEFERRABLE INITIALLY DEFERRED
-- $ run maintenance
-- has: created 1
-- $ health
-- ask: select count(*) from pg_constraint where conrelid = 'cons_{_month 1}'::regclass and contype in ('x', 'u')
-- row: 2
-- ask: select relreplident from pg_class where relname = 'cons_{_month 1}'
-- row: i
