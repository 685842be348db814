package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A policy that makes no sense is refused, or, where it got in all the same, faulted; never obeyed.
 */
class PoisonedConfigurationIT {
  @RegisterExtension static final TestDatabase database = TestDatabase.installed();
  private static Session session;

  @BeforeAll
  static void openSession() {
    session = Session.of(database);
  }

  /** Each test is a transaction that is rolled back. */
  @BeforeEach
  void createTwoTables() {
    session.run(
        """
        begin;
        delete from kalends.partition_config;
        create table bad (at timestamptz not null) partition by range (at);
        create table bad_old partition of bad for values from ('2020-01-01Z') to ('2020-02-01Z');
        create table good (at timestamptz not null) partition by range (at);
        select kalends.register('bad'), kalends.register('good');
        """);
  }

  @AfterEach
  void rollBack() {
    session.run("rollback");
  }

  @AfterAll
  static void closeSession() {
    session.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "granularity~'fortnight'",
        "granularity~''",
        "time_zone~'Mars/Olympus'",
        "time_zone~''",
        "time_zone~'+5:30'",
        "time_zone~'EST5EDT4,M1.1.0,M2.1.0'",
        "retention_months~-1",
        "retention_months~0",
        "retention_months~100000",
        "retention_days~-1",
        "retention_days~100000",
        "future_partitions~-1",
        "future_partitions~10000",
        "retention_action~'burn'",
        "grace_days~-1",
        "grace_days~1000000",
        "max_drops_per_run~-1",
        "max_drops_per_run~1000000",
        "max_partition_bytes~0",
        "drain_rows~0",
        "drain_rows~100000000",
        "table_schema~'kalends'",
      })
  void isRefusedWithAMessageThatNamesTheColumn(String column, String poison) {
    assertThat(
            session.refusal(
                "update kalends.partition_config set %s = %s where table_name = 'bad'"
                    .formatted(column, poison)))
        .startsWith("23514")
        .contains(column.equals("table_schema") ? "table_name must not be" : "\"" + column)
        .contains("must");
    String json = "'{\"%s\": %s}'".formatted(column, poison.replace('\'', '"'));
    session.run("delete from kalends.partition_config where table_name = 'bad'");
    assertThat(session.refusal("select kalends.register('bad', %s)".formatted(json)))
        .contains(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "granularity~'fortnight'",
        "granularity~'hour or so'",
        "time_zone~'Mars/Olympus'",
        "time_zone~''",
        "retention_months~0",
        "retention_months~-5",
        "retention_months~2000000000",
        "retention_days~2000000000",
        "retention_days~-400",
        "future_partitions~-1",
        "future_partitions~2000000000",
        "grace_days~-7",
        "grace_days~2000000000",
        "retention_action~'burn'",
        "max_drops_per_run~-1",
        "drain_rows~0",
        "drain_rows~-5",
        "max_partition_bytes~-1",
      })
  void isAFaultOfItsOwnTableWhenItSlippedIn(String column, String poison) {
    session
        .rows(
            "select format('alter table kalends.partition_config drop constraint %I', conname) from"
                + " pg_constraint where conrelid = 'kalends.partition_config'::regclass and contype"
                + " = 'c'")
        .forEach(session::run);
    session.run(
        "update kalends.partition_config set %s = %s where table_name = 'bad'"
            .formatted(column, poison));
    List<String> faults =
        session.rows(
            "select distinct verdict, blocker from kalends.plan_maintenance() where table_name ="
                + " 'bad'");
    assertThat(faults).singleElement().asString().startsWith("fault|").contains("bad", column);
    assertTheOtherTableIsServed();
    assertThat(
            session.rows(
                "select detail from kalends.health() where finding = 'fault' and table_name ="
                    + " 'bad'"))
        .hasSize(1);
    session.rows("select * from kalends.list_partitions()");
    session.rows("select * from kalends.partition_health_summary()");
    session.rows("select * from kalends.doctor()");
  }

  private void assertTheOtherTableIsServed() {
    assertThat(Maintenance.perform(session))
        .filteredOn(row -> row.startsWith("good|create|"))
        .hasSize(7)
        .allMatch(row -> row.contains("|done|"));
    assertThat(session.number("select count(*) from pg_class where relname like 'bad%'"))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "drop table bad~bad was there on .* and is gone",
        "alter table bad rename to worse~bad was there on .* and is gone",
        "alter table bad rename at to moment~bad has no column at.* Set it to moment",
        "alter table bad add b timestamptz; update kalends.partition_config set partition_column ="
            + " 'b' where table_name = 'bad'~is partitioned by at, not by b.* Set partition_column"
            + " to at",
        "drop table bad; create table bad (at timestamptz)~bad is not partitioned",
        "drop table bad; create view bad as select 1~bad is not partitioned",
        "drop table bad; create table bad (at int) partition by range (at)~of type integer",
        "drop table bad; create table bad (at date) partition by list (at)~not partitioned by RANGE"
            + " of one column",
        "drop table bad; create table bad (at date, b int) partition by range (at, b)~not"
            + " partitioned by RANGE of one column",
        "drop table bad; create table bad (at timestamp) partition by range ((at + interval '1"
            + " day'))~bad is partitioned by an expression",
        "drop table bad; create table bad (at date) partition by range (at); update"
            + " kalends.partition_config set granularity = 'hour' where table_name = 'bad'~the date"
            + " at, which has no hours",
      })
  void namesTableCauseAndMendWhenTheTableIsNoLongerWhatItWas(String change, String message) {
    session.run(change);
    List<String> faults =
        session.rows(
            "select distinct verdict, blocker from kalends.plan_maintenance() where table_name ="
                + " 'bad'");
    assertThat(faults).singleElement().asString().matches("fault\\|.*(" + message + ").*");
    assertThat(Maintenance.perform(session))
        .filteredOn(row -> row.startsWith("good|create|"))
        .hasSize(7)
        .allMatch(row -> row.contains("|done|"));
  }

  @Test
  void skipsATableThatHasNeverBeenThere() {
    session.run("insert into kalends.partition_config (table_name) values ('to come')");
    assertThat(
            session.rows(
                "select distinct verdict, blocker from kalends.plan_maintenance() where table_name"
                    + " = 'to come'"))
        .containsExactly("skipped|this table has never been there");
  }

  @Test
  void refusesTheNameOfATableThatNobodyManages() {
    for (String call :
        List.of(
            "plan_maintenance('nothing')",
            "list_partitions('nothing')",
            "create_future_partitions('nothing', 6)",
            "drop_old_partitions('nothing', 12, true)",
            "analyze_partitions('nothing')",
            "vacuum_partitions('nothing', false)",
            "run_partition_maintenance('nothing', false)")) {
      assertThat(session.refusal("select * from kalends." + call))
          .startsWith("KA003")
          .contains("no row of kalends.partition_config is called 'nothing'");
    }
  }

  @Test
  void refusesArgumentsThatMakeNoSense() {
    assertThat(session.refusal("select * from kalends.drop_old_partitions('bad', 0, true)"))
        .startsWith("KA003")
        .contains("months is 0");
    assertThat(session.refusal("select * from kalends.drop_old_partitions('bad', -12, false)"))
        .startsWith("KA003");
    assertThat(session.refusal("select * from kalends.plan_maintenance(steps => '{destroy}')"))
        .startsWith("KA003")
        .contains("'destroy'");
    assertThat(session.refusal("select kalends.request_job('destroy')"))
        .startsWith("KA003")
        .contains("'destroy'");
    assertThat(
            session.rows(
                "select status, message from kalends.create_future_partitions('bad', 100000)"))
        .singleElement()
        .asString()
        .contains("fault", "future_partitions");
    assertThat(
            session.rows("select status, message from kalends.create_future_partitions('bad', -1)"))
        .singleElement()
        .asString()
        .contains("fault", "future_partitions");
  }

  @Test
  void keepsForEverWhereRetentionIsNull() {
    session.run(
        "update kalends.partition_config set retention_months = null, retention_days = null");
    assertThat(session.rows("select * from kalends.plan_maintenance(steps => '{drop}')")).isEmpty();
    session.run("update kalends.partition_config set retention_months = null, retention_days = 0");
    assertThat(session.rows("select * from kalends.plan_maintenance(steps => '{drop}')")).isEmpty();
  }

  @Test
  void neverDropsByAClockThatIsAheadOfTheDatabases() {
    session.run("select * from kalends.create_future_partitions('bad', 6)");
    List<String> now =
        session.rows(
            "select target, verdict from kalends.plan_maintenance('bad', now(), '{drop}')");
    assertThat(
            session.rows(
                "select target, verdict from kalends.plan_maintenance('bad', now() + interval '10"
                    + " years', '{drop}')"))
        .isEqualTo(now)
        .isNotEmpty();
  }

  @Test
  void refusesATimeThatIsNone() {
    for (String time : List.of("'infinity'", "'-infinity'", "null")) {
      assertThat(
              session.refusal("select * from kalends.plan_maintenance('bad', %s)".formatted(time)))
          .startsWith("KA003")
          .contains("as_of is");
    }
  }
}
