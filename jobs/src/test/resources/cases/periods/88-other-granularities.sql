-- Years by date, quarters and days by timestamp, ISO weeks and hours by timestamptz are recognised by adopt.
create table y (at date not null) partition by range (at);
create table y_1 partition of y for values from ('{year -1}') to ('{year 0}');
create table y_2 partition of y for values from ('{year 0}') to ('{year 1}');
create table q (at timestamp not null) partition by range (at);
create table q_1 partition of q for values from (date_trunc('quarter', timestamp '{date month 0}' - interval '3 months')) to (date_trunc('quarter', timestamp '{date month 0}'));
create table q_2 partition of q for values from (date_trunc('quarter', timestamp '{date month 0}')) to (date_trunc('quarter', timestamp '{date month 0}') + interval '3 months');
create table w (at timestamptz not null) partition by range (at);
create table w_1 partition of w for values from ('{week -1}') to ('{week 0}');
create table w_2 partition of w for values from ('{week 0}') to ('{week 1}');
create table d (at timestamp not null) partition by range (at);
create table d_1 partition of d for values from ('{day -1}') to ('{day 0}');
create table d_2 partition of d for values from ('{day 0}') to ('{day 1}');
create table h (at timestamptz not null) partition by range (at);
create table h_1 partition of h for values from ('{hour 0}') to ('{hour 1}');
create table h_2 partition of h for values from ('{hour 1}') to ('{hour 2}');
-- $ adopt --all
-- not: not adopted
-- $ doctor
-- => 3
-- $ health
-- => 3
-- finds: warning headroom
-- $ plan
-- $ run maintenance
-- $ health
-- ask: select string_agg(granularity, ',' order by table_name) from kalends.partition_config
-- row: day,hour,quarter,week,year
