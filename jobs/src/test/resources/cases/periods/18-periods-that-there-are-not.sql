-- Weeks from Sunday, two weeks, six hours, fifteen minutes: adopt does not guess a month.
create table w_sunday (id bigint, at timestamptz not null) partition by range (at);
create table w_two (id bigint, at timestamptz not null) partition by range (at);
create table h_six (id bigint, at timestamptz not null) partition by range (at);
create table m_fifteen (id bigint, at timestamptz not null) partition by range (at);
do $$ begin
  for i in 0 .. 3 loop
    execute format('create table w_sunday_%s partition of w_sunday for values from (%L) to (%L)', i, timestamp '{week -2}' + (7 * i - 1) * interval '1 day' || '+00', timestamp '{week -2}' + (7 * i + 6) * interval '1 day' || '+00');
    execute format('create table w_two_%s partition of w_two for values from (%L) to (%L)', i, timestamp '{week -3}' + 14 * i * interval '1 day' || '+00', timestamp '{week -3}' + (14 * i + 14) * interval '1 day' || '+00');
    execute format('create table h_six_%s partition of h_six for values from (%L) to (%L)', i, timestamp '{day 0}' + 6 * i * interval '1 hour' || '+00', timestamp '{day 0}' + (6 * i + 6) * interval '1 hour' || '+00');
    execute format('create table m_fifteen_%s partition of m_fifteen for values from (%L) to (%L)', i, timestamp '{hour 0}' + 15 * i * interval '1 minute' || '+00', timestamp '{hour 0}' + (15 * i + 15) * interval '1 minute' || '+00');
  end loop;
end $$;
-- $ adopt --all
-- has: not adopted: public.h_six: no period fits its bounds
-- has: not adopted: public.m_fifteen: no period fits its bounds
-- has: not adopted: public.w_sunday: no period fits its bounds
-- has: not adopted: public.w_two: no period fits its bounds
-- $ register public.w_two --keep-forever
-- => 1
-- has: public.w_two cannot be managed by itself: no hour, day, week, month, quarter or year of a known zone fits the bounds of its partitions
-- $ doctor
-- => 3
-- $ health
-- $ plan
-- $ run maintenance
-- has: nothing to do
-- $ health
-- ask: select count(*) from kalends.partition_config
-- row: 0
