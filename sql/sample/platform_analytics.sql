-- Sample: the monolith "PlatformAnalytics" of analytics-migration.md, as its application's ORM (Prisma) makes it:
-- quoted camel-case names, cuid text keys, @@unique and @@index. 137 accounts, 24 months of days.
create table "PlatformAnalytics" (
    "id"              text             not null,
    "workspaceId"     text             not null,
    "socialAccountId" text             not null,
    "date"            date             not null,
    "followers"       integer          not null default 0,
    "followersChange" integer          not null default 0,
    "following"       integer          not null default 0,
    "impressions"     integer          not null default 0,
    "reach"           integer          not null default 0,
    "engagementRate"  double precision not null default 0,
    "profileViews"    integer          not null default 0,
    "websiteClicks"   integer          not null default 0,
    "emailClicks"     integer          not null default 0,
    "platformMetrics" jsonb,
    "syncedAt"        timestamp(3)     not null default current_timestamp
);

insert into "PlatformAnalytics"
select 'c' || substr(md5('platform' || account || '/' || day), 1, 24),
       'workspace' || account % 23,
       'account' || account,
       current_date - day,
       1000 + account * 10 + (730 - day),
       day % 9 - 3,
       200 + account % 40,
       5000 + (account * 37 + day * 11) % 4000,
       3000 + (account * 17 + day * 5) % 2500,
       (account * 7 + day) % 100 / 10.0,
       (account + day) % 300,
       (account * 3 + day) % 40,
       (account + day * 3) % 9,
       case when day % 10 = 0 then jsonb_build_object('saves', day % 50, 'shares', account % 20) end,
       (current_date - day + time '03:00')::timestamp(3)
from generate_series(1, 137) as account, generate_series(0, 729) as day;

alter table "PlatformAnalytics" add constraint "PlatformAnalytics_pkey" primary key ("id");
create unique index "PlatformAnalytics_socialAccountId_date_key" on "PlatformAnalytics" ("socialAccountId", "date");
create index "PlatformAnalytics_workspaceId_date_idx" on "PlatformAnalytics" ("workspaceId", "date");
create index "PlatformAnalytics_socialAccountId_date_idx" on "PlatformAnalytics" ("socialAccountId", "date");
