-- The forty tables of the drill, or twenty of them, as drill.tables says: each lacks a partition in the past and two ahead, and has one or two that are past their retention.
-- Kinds: plain; held (a catch-all with rows to drain); caught (catch_all is on, and there is none yet); keyed (an outgoing foreign key); pending (an interrupted detach); graced; kept; "Mixed Case".
set timezone = 'UTC';
create schema "Drill Schema";
create table public.country (id integer primary key);
insert into public.country select generate_series(1, 5);

create function public.make_drill_table(number integer, kind text) returns void language plpgsql as $$
declare
  present timestamptz := date_trunc('month', now());
  place name := case when kind = 'mixed' then 'Drill Schema' else 'public' end;
  label name := case when kind = 'mixed' then 'Mixed "Case" 100%' else format('%s_%s', kind, lpad(number::text, 2, '0')) end;
  month integer;
begin
  execute format('create table %I.%I (id bigint not null, "at" timestamptz not null, country integer, note text) partition by range ("at")', place, label);
  execute format('create index on %I.%I (country)', place, label);
  if kind = 'keyed' then
    execute format('alter table %I.%I add foreign key (country) references public.country', place, label);
  end if;
  foreach month in array case when kind in ('plain', 'held') then '{-4,-3,-1,0}' else '{-3,-1,0}' end::integer[] loop
    execute format('create table %1$I.%3$I partition of %1$I.%2$I for values from (%4$L) to (%5$L)', place, label,
      label || to_char(present + make_interval(months => month), '_YYYY_MM'),
      present + make_interval(months => month), present + make_interval(months => month + 1));
  end loop;
  execute format('insert into %I.%I select i, %L::timestamptz + i * interval ''1 hour'', 1 + i %% 5, ''old'' from generate_series(1, 40) i', place, label, present - interval '3 months');
  execute format('insert into %I.%I select i, %L::timestamptz + i * interval ''1 minute'', 1 + i %% 5, ''new'' from generate_series(1, 60) i', place, label, present);
  if kind = 'held' then
    execute format('create table %1$I.%3$I partition of %1$I.%2$I default', place, label, label || '_default');
    execute format('insert into %I.%I select i, %L::timestamptz + i * interval ''2 days'', 1 + i %% 5, ''astray'' from generate_series(1, 40) i', place, label, present + interval '1 month');
    execute format('insert into %I.%I select i, %L::timestamptz + i * interval ''1 hour'', 1 + i %% 5, ''late'' from generate_series(1, 20) i', place, label, present - interval '2 months');
  end if;
  insert into kalends.partition_config (table_schema, table_name, partition_column, retention_months, future_partitions, catch_all, grace_days, retention_action)
  values (place, label, 'at', 2, 2, kind = 'caught', case when kind = 'graced' then 7 else 0 end, case when kind = 'kept' then 'detach' else 'drop' end);
end
$$;

select public.make_drill_table(i, case when i <= 12 then 'plain' when i <= 20 then 'held' when i <= 28 then 'caught' when i <= 32 then 'keyed'
  when i <= 36 then 'pending' when i <= 38 then 'graced' when i = 39 then 'kept' else 'mixed' end)
from generate_series(1, 40) i
where current_setting('drill.tables')::integer = 40 or i % 2 = 0 and i > 2 or i = 39;
drop function public.make_drill_table;
