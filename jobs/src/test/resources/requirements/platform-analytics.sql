-- Example: PlatformAnalytics partitioned by month
CREATE TABLE platform_analytics (
    id              TEXT NOT NULL,
    workspace_id    TEXT NOT NULL,
    social_account_id TEXT NOT NULL,
    date            DATE NOT NULL,
    followers       INTEGER DEFAULT 0,
    followers_change INTEGER DEFAULT 0,
    following       INTEGER DEFAULT 0,
    impressions     INTEGER DEFAULT 0,
    reach           INTEGER DEFAULT 0,
    engagement_rate FLOAT DEFAULT 0,
    profile_views   INTEGER DEFAULT 0,
    website_clicks  INTEGER DEFAULT 0,
    email_clicks    INTEGER DEFAULT 0,
    platform_metrics JSONB,
    synced_at       TIMESTAMP DEFAULT NOW(),

    PRIMARY KEY (id, date),
    UNIQUE (social_account_id, date)
) PARTITION BY RANGE (date);

-- Create partitions for 2026
CREATE TABLE platform_analytics_2026_01 PARTITION OF platform_analytics
    FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
CREATE TABLE platform_analytics_2026_02 PARTITION OF platform_analytics
    FOR VALUES FROM ('2026-02-01') TO ('2026-03-01');
-- ... continue for each month
