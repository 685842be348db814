-- Sample: table events, as partition-strategy.md describes it, in the state of a database that nobody has looked after:
-- three months past a retention of twelve, no partition for the month five months ago, and none after the next two.
create table events (
    id          uuid        not null default gen_random_uuid(),
    project_id  uuid        not null,
    event_type  text        not null,
    event_name  text,
    user_id     text,
    session_id  text,
    url         text,
    referrer    text,
    country     text,
    custom_data jsonb       not null default '{}',
    utm_params  jsonb       not null default '{}',
    "timestamp" timestamptz not null default now(),
    primary key (id, "timestamp")
) partition by range ("timestamp");

create index idx_events_project_id on events (project_id, "timestamp");
create index idx_events_event_type on events (event_type);
create index idx_events_country on events (country);
create index idx_events_custom_data on events using gin (custom_data);
create index idx_events_utm_params on events using gin (utm_params);

do $$
declare
    present constant timestamp := date_trunc('month', now() at time zone 'UTC');
    first_day timestamp;
begin
    for month in -15 .. 2 loop
        continue when month = -5;
        first_day := present + make_interval(months => month);
        execute format(
            'create table %I partition of events for values from (%L) to (%L)',
            'events_' || to_char(first_day, 'YYYY_MM'), first_day || '+00', first_day + interval '1 month' || '+00');
    end loop;
end
$$;

-- 300 events for each past month, evenly spread, and those of the present month up to now
insert into events (project_id, event_type, event_name, user_id, session_id, url, country, custom_data, utm_params, "timestamp")
select ('00000000-0000-4000-8000-00000000000' || n % 5)::uuid,
       (array['page_view', 'page_view', 'click', 'signup', 'purchase'])[1 + n % 5],
       'event ' || n % 17,
       'user-' || n * 7 % 400,
       'session-' || n / 3,
       'https://example.com/' || (array['', 'pricing', 'docs', 'blog'])[1 + n % 4],
       (array['DE', 'FR', 'IN', 'JP', 'NP', 'US', 'WS'])[1 + n % 7],
       jsonb_build_object('plan', (array['free', 'team', 'business'])[1 + n % 3], 'value', n % 100),
       jsonb_build_object('source', (array['newsletter', 'search', 'direct'])[1 + n % 3]),
       moment
from (select month, n, first_day + (n / 300.0) * (first_day + interval '1 month' - first_day) as moment
      from generate_series(-15, 0) as month,
           lateral (select (date_trunc('month', now() at time zone 'UTC') + make_interval(months => month)) at time zone 'UTC') as m (first_day),
           generate_series(0, 299) as n
      where month <> -5) as sample
where moment <= now();
