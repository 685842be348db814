package io.kalends.testing;

/** A table partitioned by month, as the tests of the jobs want it. */
public final class Months {

  private Months() {}

  /**
   * The SQL for {@code public.<name>} with a partition for each month from {@code past} months ago
   * to the present one, ten rows in each, and nothing ahead. With the default policy six months are
   * missing ahead; with {@code past} = 14 two are past their retention.
   */
  public static String table(String name, int past) {
    return """
    create table public.%1$s (id bigint, "timestamp" timestamptz not null, name text)
      partition by range ("timestamp");
    do $$
    declare
      m timestamp;
    begin
      for m in select generate_series(date_trunc('month', now() at time zone 'UTC')
                                        - interval '%2$s months',
                                      date_trunc('month', now() at time zone 'UTC'), '1 month')
      loop
        execute format('create table public.%%I partition of public.%1$s
                          for values from (%%L) to (%%L)',
          '%1$s_' || to_char(m, 'YYYY_MM'), m || '+00', m + interval '1 month' || '+00');
        execute format('insert into public.%1$s select i, %%L, ''x''
                          from generate_series(1, 10) i', m || '+00');
      end loop;
    end
    $$;
    """
        .formatted(name, past);
  }

  /** How many partitions {@code name} has; one whose detach is pending counts. */
  public static String count(String name) {
    return "select count(*) from pg_inherits where inhparent = 'public.%s'::regclass"
        .formatted(name);
  }
}
