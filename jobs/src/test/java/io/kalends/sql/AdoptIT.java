package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.Partman;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the catalogue tells of partitioned tables that nobody manages, and how they are taken on.
 */
class AdoptIT {
  private static final String FOUND =
      "select table_name, granularity, time_zone, partitions, gaps, odd_bounds, has_catch_all,"
          + " reason from kalends.find_unmanaged() where table_name = '%s'";

  @RegisterExtension static final TestDatabase database = TestDatabase.installed();
  private static Session session;

  @BeforeAll
  static void openSession() {
    session = Session.of(database);
  }

  @AfterAll
  static void closeSession() {
    session.close();
  }

  /** Each test is a transaction that is rolled back. */
  @BeforeEach
  void begin() {
    session.run("begin");
  }

  @AfterEach
  void rollBack() {
    session.run("rollback");
  }

  private void createPartitioned(String granularity, String zone, String type) {
    session.run(
        """
        create table t (at %3$s not null) partition by range (at);
        do $$ declare p record; n int := 0; begin
          for p in select * from kalends.periods('%1$s', '%2$s', '2026-01-30Z', timestamptz '2026-01-30Z' + 11 * kalends.period_step('%1$s')) loop
            n := n + 1;
            execute format('create table p_%%s partition of t for values from (%%s) to (%%s)', n,
              kalends.bound_literal('%3$s'::regtype, p.lower_bound), kalends.bound_literal('%3$s'::regtype, p.upper_bound));
          end loop;
        end $$
        """
            .formatted(granularity, zone, type));
  }

  @ParameterizedTest
  @CsvSource({
    "hour, UTC, timestamptz",
    "day, UTC, timestamptz",
    "week, UTC, date",
    "month, UTC, timestamp",
    "quarter, UTC, date",
    "year, UTC, timestamptz",
    "hour, Asia/Kathmandu, timestamptz",
    "day, America/New_York, timestamptz",
    "week, Europe/Berlin, timestamptz",
    "month, America/New_York, timestamptz",
    "month, Asia/Kathmandu, timestamptz",
    "quarter, Pacific/Apia, timestamptz",
    "year, Europe/Berlin, timestamptz"
  })
  void readsGranularityAndZoneFromTheBounds(String granularity, String zone, String type) {
    createPartitioned(granularity, zone, type);
    String[] found = session.value(FOUND.formatted("t")).split("[|]", -1);
    assertThat(found).startsWith("t", granularity, zone);
    assertThat(found).endsWith("0", "0", "f", "");
    session.run("select kalends.register('t')");
    assertThat(
            session.value(
                "select partition_column, granularity, time_zone from kalends.partition_config"
                    + " where table_name = 't'"))
        .isEqualTo("at|" + granularity + "|" + zone);
    assertThat(session.rows("select * from kalends.find_unmanaged()")).isEmpty();
  }

  @Test
  void countsGapsAndOddBoundsAndSeesTheCatchAll() {
    createPartitioned("month", "UTC", "timestamptz");
    session.run(
        "drop table p_4, p_7; create table odd partition of t for values from ('2030-01-05Z') to"
            + " ('2030-01-15Z'); create table rest partition of t default");
    assertThat(session.value(FOUND.formatted("t")))
        .isEqualTo(
            "t|month|UTC|%s|3|1|t|"
                .formatted(
                    session.value("select count(*) from kalends.partitions where not is_default")));
  }

  @Test
  void changesNothingByLooking() {
    createPartitioned("month", "UTC", "timestamptz");
    session.rows("select * from kalends.find_unmanaged()");
    assertThat(session.rows("select table_name from kalends.partition_config order by 1"))
        .containsExactly("events", "goal_completions");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "create table t (id int) partition by hash (id)~partitioned by HASH",
        "create table t (id text) partition by list (id)~partitioned by LIST",
        "create table t (id int) partition by range (id)~its key id is of type integer",
        "create table t (a date, b date) partition by range (a, b)~partitioned by several columns",
        "create table t (a timestamp) partition by range ((a + interval '1 day'))~partitioned by an"
            + " expression",
      })
  void saysWhyATableCannotBeManagedAndRefusesToRegisterIt(String create, String reason) {
    session.run(create.replace('`', '\''));
    assertThat(session.value(FOUND.formatted("t"))).contains(reason);
    assertThat(session.refusal("select kalends.register('t')"))
        .startsWith("KA002")
        .contains("public.t cannot be managed", reason);
  }

  @Test
  void takesATableWithoutPartitionsAsMonthly() {
    session.run("create table t (at date) partition by range (at)");
    assertThat(session.value(FOUND.formatted("t"))).isEqualTo("t|month|UTC|0|0|0|f|");
  }

  @Test
  void doesNotOfferPartitionsThatArePartitionedThemselves() {
    session.run(
        "create table t (at date, k int) partition by range (at); create table s partition of t for"
            + " values from ('2026-01-01') to ('2026-02-01') partition by range (at)");
    assertThat(session.rows("select table_name from kalends.find_unmanaged()"))
        .containsExactly("t");
  }

  @Test
  void registersWithOverridesAndRefusesWhatIsNoColumn() {
    createPartitioned("month", "UTC", "timestamptz");
    assertThat(session.refusal("select kalends.register('t', '{\"retention\": 3}')"))
        .startsWith("KA003")
        .contains("'retention'");
    assertThat(session.refusal("select kalends.register('t', '{\"table_name\": \"u\"}')"))
        .startsWith("KA003")
        .contains("'table_name'");
    assertThat(session.refusal("select kalends.register('t', '{\"retention_months\": -1}')"))
        .startsWith("23514")
        .contains("retention_months");
    assertThat(session.refusal("select kalends.register('nothing')")).startsWith("KA004");
    session.run(
        "select kalends.register('t', '{\"retention_months\": 3, \"retention_action\": \"detach\","
            + " \"catch_all\": true}')");
    assertThat(
            session.value(
                "select retention_months, retention_action, catch_all, future_partitions from"
                    + " kalends.partition_config where table_name = 't'"))
        .isEqualTo("3|detach|t|6");
    assertThat(session.refusal("select kalends.register('t')"))
        .startsWith("KA003")
        .contains("is managed already");
  }

  @Test
  void asksForTheSchemaWhereANameIsThatOfSeveralTables() {
    session.run(
        "create schema a; create schema b; create table a.t (at date) partition by range (at);"
            + " create table b.t (at date) partition by range (at)");
    assertThat(session.refusal("select kalends.register('t')"))
        .startsWith("KA003")
        .contains("several partitioned tables", "Say schema.table");
    session.run("select kalends.register('b.t')");
    assertThat(session.rows("select table_schema from kalends.find_unmanaged()"))
        .containsExactly("a");
  }

  @Test
  void readsThePolicyOfPgPartman5() {
    try (Session superuser = Session.of(database, PostgresServer.SUPERUSER)) {
      superuser.run("begin");
      superuser.run(
          """
          create schema partman;
          create table partman.part_config (parent_table text primary key, control text not null, time_encoder text, partition_interval text not null, partition_type text not null,
            premake int not null default 4, automatic_maintenance text not null default 'on', template_table text, retention text, retention_schema text,
            retention_keep_index boolean not null default true, retention_keep_table boolean not null default true, epoch text not null default 'none');
          create table t (at timestamptz) partition by range (at); create table u (at date) partition by range (at); create table v (id int) partition by range (id);
          insert into partman.part_config (parent_table, control, partition_interval, partition_type, premake, retention, retention_keep_table) values
            ('public.t', 'at', '1 mon', 'range', 8, '1 year 2 mons 3 days', false), ('public.u', 'at', '1 day', 'range', 4, null, true), ('public.v', 'id', '1000', 'range', 4, '5000', true);
          """);
      superuser.run(Partman.extension("partman.part_config"));
      assertThat(
              superuser
                  .rows(
                      "select table_name, partition_column, granularity, retention_months,"
                          + " retention_days, future_partitions, retention_action from"
                          + " kalends.find_partman() order by 1")
                  .subList(0, 2))
          .containsExactly("t|at|month|14|3|8|drop", "u|at|day|||4|detach");
    }
  }

  @Test
  void readsThePolicyOfPgPartman4() {
    try (Session superuser = Session.of(database, PostgresServer.SUPERUSER)) {
      superuser.run("begin");
      superuser.run(
          """
          create table part_config (parent_table text primary key, control text not null, partition_type text not null, partition_interval text not null, constraint_cols text[],
            premake int not null default 4, optimize_trigger int, retention text, retention_schema text, retention_keep_index boolean not null default true,
            retention_keep_table boolean not null default true, epoch text not null default 'none', upsert text not null default '');
          create table w (at timestamptz) partition by range (at); create table h (at timestamp) partition by range (at);
          insert into part_config (parent_table, control, partition_type, partition_interval, retention) values ('public.w', 'at', 'native', '7 days', '6 months'), ('public.h', 'at', 'native', '01:00:00', '30 days');
          """);
      superuser.run(Partman.extension("public.part_config"));
      assertThat(
              superuser.rows(
                  "select table_name, granularity, retention_months, retention_days from"
                      + " kalends.find_partman() order by 1"))
          .containsExactly("h|hour|0|30", "w|week|6|0");
    }
  }

  @Test
  void findsNothingOfPgPartmanWhereThereIsNone() {
    assertThat(session.rows("select * from kalends.find_partman()")).isEmpty();
  }
}
