-- An expired partition has a serial column of its own that nobody else uses, a trigger, comments and statistics: all go with it.
create table own (id bigint, at timestamptz not null, n int) partition by range (at);
-- months: own -6 -6
-- months: own 0 0
create sequence own_seq owned by own_{_month -6}.n;
alter table own_{_month -6} alter column n set default nextval('own_seq');
create function quiet() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger quiet before update on own_{_month -6} for each row execute function quiet();
comment on table own_{_month -6} is 'old';
create statistics own_stat on id, n from own_{_month -6};
insert into own_{_month -6} (id, at) values (1, '{month -6}'), (2, '{month -6}');
-- $ register public.own --retention-months 3 --future-partitions 1
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning gap
-- finds: warning headroom
-- finds: warning not_continued
-- finds: warning overdue_drop
-- $ plan
-- $ run maintenance
-- loses: 2
-- has: dropped 1
-- ask: select to_regclass('own_seq') is null
-- row: t
-- $ health
