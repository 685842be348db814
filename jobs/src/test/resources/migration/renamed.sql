-- A table of Prisma's, with what is bound to it, whose names are all to change.
create table "PlatformAnalytics" (
  id text primary key,
  "workspaceId" text not null,
  "socialAccountId" text not null,
  date date not null,
  followers int not null default 0,
  "syncedAt" timestamp default now(),
  constraint positive check (followers >= 0 and "workspaceId" <> '')
);
create unique index "PlatformAnalytics_socialAccountId_date_key" on "PlatformAnalytics" ("socialAccountId", date);
create table account (id text primary key);
alter table "PlatformAnalytics" add constraint account foreign key ("socialAccountId") references account on update cascade on delete cascade;
insert into account select 's' || g from generate_series(1, 20) g;
insert into "PlatformAnalytics"
select 'i' || g, 'w' || g % 3, 's' || 1 + g % 20, '2026-01-01'::date + g / 20, g from generate_series(1, 600) g;
comment on column "PlatformAnalytics"."workspaceId" is 'whose';
grant select ("workspaceId", id), insert on "PlatformAnalytics" to inventory_reader;

create view by_workspace as select "workspaceId", count(*) as n from "PlatformAnalytics" group by 1;
create view writable as select id, "workspaceId", "socialAccountId", date from "PlatformAnalytics";
create materialized view workspaces as select distinct "workspaceId" from "PlatformAnalytics";
create unique index workspaces_id on workspaces ("workspaceId");
-- executed, since the driver would end the statement at its first semicolon
do $do$ begin execute 'create function atomic(w text) returns bigint language sql begin atomic select count(*) from "PlatformAnalytics" where "workspaceId" = w; end'; end $do$;
create function of_row("PlatformAnalytics") returns text language sql as $$ select $1."workspaceId" $$;
create statistics together on "workspaceId", date from "PlatformAnalytics";
create function bump() returns trigger language plpgsql as $$ begin new.followers := new.followers + 1; return new; end $$;
create trigger bump before insert on "PlatformAnalytics" for each row when (new."workspaceId" = 'bumped') execute function bump();
