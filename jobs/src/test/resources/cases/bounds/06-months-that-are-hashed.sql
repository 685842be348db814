-- RANGE by month, each month HASHed by id: new months are plain, and that is told; nothing of them is dropped.
create table sales (id bigint not null, at date not null, primary key (id, at)) partition by range (at);
do $$ begin
  for m in -4 .. 0 loop
    execute format('create table sales_m%s partition of sales for values from (%L) to (%L) partition by hash (id)', m + 4, date '{date month 0}' + make_interval(months => m), date '{date month 0}' + make_interval(months => m + 1));
    execute format('create table sales_m%s_0 partition of sales_m%1$s for values with (modulus 2, remainder 0)', m + 4);
    execute format('create table sales_m%s_1 partition of sales_m%1$s for values with (modulus 2, remainder 1)', m + 4);
  end loop;
end $$;
insert into sales select i, date '{date month -4}' + i from generate_series(1, 100) i;
-- $ register public.sales --retention-months 2
-- $ doctor
-- => 3
-- $ health
-- => 3
-- has: warning public.sales: 5 of its partitions are partitioned again
-- finds: warning headroom
-- finds: warning overdue_drop
-- finds: warning sub_partitioned
-- $ plan
-- has: blocked public.sales, detach sales_m0: public.sales_m0 is itself partitioned: dropping it would drop what is below it
-- $ run maintenance
-- => 1
-- has: public.sales_m0 is itself partitioned
-- $ health
-- => 3
-- finds: warning overdue_drop
-- finds: warning sub_partitioned
