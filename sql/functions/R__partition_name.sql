-- What is a partition called that begins here? events_2025_01, _2025_01_31, _2025_01_31_13, _2025_w05, _2025_q1, _2025.
-- One that does not begin with a period carries its own day or second. Past 63 bytes the table's part is cut and a hash of it added.
create or replace function kalends.partition_name(table_name text, granularity text, whole_period boolean, local timestamp)
  returns name
  language sql immutable strict
  set search_path = pg_catalog, pg_temp
as $$
  with suffix as (
    select '_' || to_char(local, case
      when whole_period then case granularity
        when 'year' then 'YYYY'
        when 'quarter' then 'YYYY"_q"Q'
        when 'month' then 'YYYY_MM'
        when 'week' then 'IYYY"_w"IW'
        when 'day' then 'YYYY_MM_DD'
        else 'YYYY_MM_DD_HH24'
      end
      when local = date_trunc('day', local) then 'YYYY_MM_DD'
      else 'YYYY_MM_DD_HH24MISS'
    end) as s
  )
  select kalends.fit_name(table_name, s) from suffix
$$;
