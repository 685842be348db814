-- Sample: table goal_completions, as partition-strategy.md describes it: two months past a retention of twelve,
-- no partition for the month three months ago, and none after the next two.
create table goal_completions (
    id          uuid           not null default gen_random_uuid(),
    goal_id     uuid           not null,
    project_id  uuid           not null,
    event_id    uuid,
    session_id  text,
    country     text,
    goal_value  numeric(12, 2) not null default 0,
    custom_data jsonb          not null default '{}',
    "timestamp" timestamptz    not null default now(),
    primary key (id, "timestamp")
) partition by range ("timestamp");

create index idx_goal_completions_goal_id on goal_completions (goal_id, "timestamp");
create index idx_goal_completions_project_id on goal_completions (project_id, "timestamp");

do $$
declare
    present constant timestamp := date_trunc('month', now() at time zone 'UTC');
    first_day timestamp;
begin
    for month in -14 .. 2 loop
        continue when month = -3;
        first_day := present + make_interval(months => month);
        execute format(
            'create table %I partition of goal_completions for values from (%L) to (%L)',
            'goal_completions_' || to_char(first_day, 'YYYY_MM'), first_day || '+00', first_day + interval '1 month' || '+00');
    end loop;
end
$$;

insert into goal_completions (goal_id, project_id, session_id, country, goal_value, custom_data, "timestamp")
select ('00000000-0000-4000-9000-00000000000' || n % 3)::uuid,
       ('00000000-0000-4000-8000-00000000000' || n % 5)::uuid,
       'session-' || n * 11,
       (array['DE', 'FR', 'IN', 'JP', 'NP', 'US', 'WS'])[1 + n % 7],
       n % 50 + 0.99,
       jsonb_build_object('step', n % 4),
       moment
from (select n, first_day + (n / 60.0) * (first_day + interval '1 month' - first_day) as moment
      from generate_series(-14, 0) as month,
           lateral (select (date_trunc('month', now() at time zone 'UTC') + make_interval(months => month)) at time zone 'UTC') as m (first_day),
           generate_series(0, 59) as n
      where month <> -3) as sample
where moment <= now();
