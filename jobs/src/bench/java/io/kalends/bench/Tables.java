package io.kalends.bench;

/** The tables on which the bench is run, in statements of few locks each. */
final class Tables {

  static final int MANY = 100;
  static final int MONTHS = 41;
  static final int AHEAD = 6;

  /** Of 41 months 34 are past; 12 are kept. */
  static final int EXPIRED = 22;

  static final int DAILY = 4;
  static final int DAYS = 2500;

  private Tables() {}

  /** {@code t1} to {@code t100}, by the month, a primary key and one index, some rows in each. */
  static void makeMonthly(Ground ground, String database) {
    for (int table = 1; table <= MANY; table++) {
      make(ground, database, "t" + table);
      ground.execute(
          database,
          """
          do $$ declare first date := date_trunc('month', now() at time zone 'UTC'); i int; begin
            for i in -34 .. 6 loop
              execute format('create table %1$s_p%%s partition of %1$s for values from (%%L) to (%%L)',
                to_char(first + make_interval(months => i), 'YYYY_MM'),
                (first + make_interval(months => i))::timestamp at time zone 'UTC',
                (first + make_interval(months => i + 1))::timestamp at time zone 'UTC');
            end loop;
          end $$\
          """
              .formatted("t" + table),
          """
          insert into %s (id, ts, v)
          select n, date_trunc('month', now()) - make_interval(months => n %% 35, hours => -n), 'v'
          from generate_series(1, 350) n\
          """
              .formatted("t" + table),
          "analyze t" + table);
    }
  }

  /** {@code d1} to {@code d4}, by the day: 10,000 partitions together. */
  static void makeDaily(Ground ground, String database) {
    for (int table = 1; table <= DAILY; table++) {
      make(ground, database, "d" + table);
      for (int from = 0; from < DAYS; from += 250) {
        ground.execute(
            database,
            """
            do $$ declare first date := (now() at time zone 'UTC')::date - %2$d; i int; begin
              for i in %3$d .. %3$d + 249 loop
                execute format('create table %1$s_%%s (like %1$s including all)', to_char(first + i, 'YYYY_MM_DD'));
                execute format('alter table %1$s attach partition %1$s_%%s for values from (%%L) to (%%L)',
                  to_char(first + i, 'YYYY_MM_DD'), (first + i) || ' 00:00+00', (first + i + 1) || ' 00:00+00');
              end loop;
            end $$\
            """
                .formatted("d" + table, DAYS - 8, from));
      }
    }
  }

  /** Takes the partitions ahead of time away again. */
  static void dropAhead(Ground ground, String database) {
    for (int table = 1; table <= MANY; table++) {
      ground.execute(
          database,
          """
          do $$ declare first date := date_trunc('month', now() at time zone 'UTC'); i int; begin
            for i in 1 .. 6 loop
              execute format('drop table %s_p%%s', to_char(first + make_interval(months => i), 'YYYY_MM'));
            end loop;
          end $$\
          """
              .formatted("t" + table));
    }
  }

  private static void make(Ground ground, String database, String table) {
    ground.execute(
        database,
        """
        create table %s (id bigint not null, ts timestamptz not null, v text, primary key (id, ts))
        partition by range (ts)\
        """
            .formatted(table),
        "create index on %s (v)".formatted(table));
  }

  static long count(Ground ground, String database) {
    return Long.parseLong(
        ground.value(
            database,
            "select count(*) from pg_inherits i join pg_partitioned_table p on p.partrelid ="
                + " i.inhparent"));
  }
}
