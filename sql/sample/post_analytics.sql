-- Sample: the monolith "PostAnalytics" of analytics-migration.md, as its application's ORM (Prisma) makes it.
-- 1,700 posts of the last 24 months, each with its first 30 days.
create table "PostAnalytics" (
    "id"              text             not null,
    "workspaceId"     text             not null,
    "postId"          text             not null,
    "date"            date             not null,
    "impressions"     integer          not null default 0,
    "reach"           integer          not null default 0,
    "likes"           integer          not null default 0,
    "comments"        integer          not null default 0,
    "shares"          integer          not null default 0,
    "saves"           integer          not null default 0,
    "clicks"          integer          not null default 0,
    "videoViews"      integer          not null default 0,
    "engagementRate"  double precision not null default 0,
    "platformMetrics" jsonb,
    "syncedAt"        timestamp(3)     not null default current_timestamp
);

insert into "PostAnalytics"
select 'c' || substr(md5('post' || post || '/' || day), 1, 24),
       'workspace' || post % 23,
       'post' || post,
       current_date - 730 + post * 700 / 1700 + day,
       9000 / (day + 1) + post % 100,
       7000 / (day + 1) + post % 80,
       400 / (day + 1) + post % 7,
       40 / (day + 1),
       20 / (day + 1),
       30 / (day + 1),
       300 / (day + 1),
       case when post % 4 = 0 then 2000 / (day + 1) else 0 end,
       (post * 7 + day) % 100 / 10.0,
       case when day = 0 then jsonb_build_object('format', (array['image', 'video', 'text'])[1 + post % 3]) end,
       (current_date - 730 + post * 700 / 1700 + day + time '03:00')::timestamp(3)
from generate_series(1, 1700) as post, generate_series(0, 29) as day
where current_date - 730 + post * 700 / 1700 + day <= current_date;

alter table "PostAnalytics" add constraint "PostAnalytics_pkey" primary key ("id");
create unique index "PostAnalytics_postId_date_key" on "PostAnalytics" ("postId", "date");
create index "PostAnalytics_workspaceId_date_idx" on "PostAnalytics" ("workspaceId", "date");
create index "PostAnalytics_postId_date_idx" on "PostAnalytics" ("postId", "date");
