package io.kalends.bench;

import java.util.List;

/**
 * The monoliths of the bench, and what becomes of them: statements that make one, and those that
 * somebody who knows PostgreSQL well would write to make it a partitioned table by hand.
 *
 * @param name as SQL writes it
 * @param options of {@code kalends migrate start}
 */
record Legacy(String name, List<String> make, List<String> options, Target target) {

  /**
   * The partitioned table that is made by hand.
   *
   * @param months so many partitions, the first from 2025-01-01
   * @param indexes what follows the table in CREATE INDEX, after {@code unique} where it is
   */
  record Target(String definition, int months, List<String> indexes) {}

  private static final List<String> EVENT_INDEXES =
      List.of(
          "unique (id, \"timestamp\")",
          "(workspace_id, \"timestamp\")",
          "(user_id)",
          "(type, \"timestamp\")",
          "using gin (properties jsonb_path_ops)",
          "using gin (tags)");

  private static final String FIRST = "date '2025-01-01'";

  /** 4.02 million rows with text keys by default, three indexes. */
  static Legacy analytics(double scale) {
    long rows = Math.round(4_020_000 * scale);
    int months = 22;
    long accounts = Math.max(1, rows / (months * 30));
    return new Legacy(
        "public.\"PlatformAnalytics\"",
        List.of(
            """
            create table public."PlatformAnalytics" (
              id text not null, "workspaceId" text not null, "socialAccountId" text not null, date date not null,
              followers integer default 0, "followersChange" integer default 0, following integer default 0, impressions integer default 0, reach integer default 0,
              "engagementRate" float default 0, "profileViews" integer default 0, "websiteClicks" integer default 0, "emailClicks" integer default 0,
              "platformMetrics" jsonb, "syncedAt" timestamp default now())\
            """,
            """
            insert into public."PlatformAnalytics"
            select 'c' || lpad(to_hex(n * 2654435761), 12, '0') || lpad(n::text, 12, '0'), 'ws_' || lpad((n %% %2$d / 20)::text, 8, '0'), 'acc_' || lpad((n %% %2$d)::text, 8, '0'),
                   %3$s + (n / %2$d)::integer, (n * 7919 %% 1000000)::integer, (n %% 200)::integer - 100, (n %% 5000)::integer, (n * 31 %% 90000)::integer, (n * 17 %% 70000)::integer,
                   (n %% 1000) / 1000.0, (n %% 700)::integer, (n %% 90)::integer, (n %% 20)::integer,
                   jsonb_build_object('likes', n %% 997, 'shares', n %% 89, 'saves', n %% 41, 'source', 'api'), timestamp '2025-01-01' + n %% 86400 * interval '1 second'
            from generate_series(0::bigint, %1$d - 1) n\
            """
                .formatted(rows, accounts, FIRST),
            "alter table public.\"PlatformAnalytics\" add primary key (id)",
            "create unique index on public.\"PlatformAnalytics\" (\"socialAccountId\", date)",
            "create index on public.\"PlatformAnalytics\" (\"workspaceId\", date)",
            "vacuum analyze public.\"PlatformAnalytics\""),
        List.of("into=platform_analytics", "rename=snake", "by=date"),
        new Target(
            """
            create table by_hand (
              id text not null, workspace_id text not null, social_account_id text not null, date date not null,
              followers integer default 0, followers_change integer default 0, following integer default 0, impressions integer default 0, reach integer default 0,
              engagement_rate float default 0, profile_views integer default 0, website_clicks integer default 0, email_clicks integer default 0,
              platform_metrics jsonb, synced_at timestamp default now()) partition by range (date)\
            """,
            months + 1,
            List.of(
                "unique (id, date)", "unique (social_account_id, date)", "(workspace_id, date)")));
  }

  /** 3 million rows with bigint keys by default, six indexes, two of them GIN. */
  static Legacy events(double scale) {
    long rows = Math.round(3_000_000 * scale);
    int months = 12;
    return new Legacy(
        "public.event_log",
        List.of(
            """
            create table public.event_log (
              id bigint not null, workspace_id bigint not null, user_id bigint, type text not null, "timestamp" timestamptz not null,
              properties jsonb not null, tags text[] not null, note text)\
            """,
            """
            insert into public.event_log
            select n, n %% 5000, n * 7919 %% 200000, (array['page_view','click','signup','purchase','share'])[1 + n %% 5],
                   timestamptz '2025-01-01 00:00+00' + n * (interval '%2$d days' / %1$d),
                   jsonb_build_object('path', '/p/' || n %% 3000, 'ms', n %% 1500, 'plan', n %% 4), array['t' || n %% 50, 'u' || n %% 300], repeat('x', (n %% 60)::integer)
            from generate_series(1::bigint, %1$d) n\
            """
                .formatted(rows, months * 30),
            "alter table public.event_log add primary key (id)",
            "create index on public.event_log (workspace_id, \"timestamp\")",
            "create index on public.event_log (user_id)",
            "create index on public.event_log (type, \"timestamp\")",
            "create index on public.event_log using gin (properties jsonb_path_ops)",
            "create index on public.event_log using gin (tags)",
            "vacuum analyze public.event_log"),
        List.of("by=timestamp"),
        new Target(
            """
            create table by_hand (
              id bigint not null, workspace_id bigint not null, user_id bigint, type text not null, "timestamp" timestamptz not null,
              properties jsonb not null, tags text[] not null, note text) partition by range ("timestamp")\
            """,
            months,
            EVENT_INDEXES));
  }
}
