package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is wrong with partitions is found, and found no more when it is mended. */
@Execution(ExecutionMode.CONCURRENT)
class HealthIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;
  private Findings findings;

  @BeforeEach
  void createTable() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id int, at timestamptz not null, v text) partition by range (at);
        select kalends.register('t', '{"granularity": "day", "future_partitions": 6, "retention_months": null, "retention_days": 10}');
        select * from kalends.create_future_partitions('t');
        """);
    findings = Findings.now(session);
    assertThat(findings.names()).isEmpty();
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  /** The partition of so many days from today, made if need be. */
  private String day(int days) {
    session.run(
        "select * from kalends.create_partition_at('t'::regclass, 'day', now() + interval '%d days')"
            .formatted(days));
    return session.value(
        "select partition_name from kalends.partitions where table_name = 't' and now() + interval '%d days' >= lower_bound and now() + interval '%1$d days' < upper_bound"
            .formatted(days));
  }

  private void create() {
    session.run("select * from kalends.create_future_partitions('t')");
  }

  @Test
  void aTableThatCannotBeWorkedOn() {
    session.run("update kalends.partition_config set partition_column = 'id'");
    assertThat(findings.appears("fault")).startsWith("critical|t|");
    session.run("update kalends.partition_config set partition_column = 'at'");
    findings.isGone("fault");
  }

  @Test
  void thePresentPeriodWithoutAPartition() {
    session.run("drop table " + day(0));
    assertThat(findings.appears("present_missing")).startsWith("critical|t|");
    create();
    findings.isGone("present_missing");
  }

  @Test
  void aPastPeriodWithoutAPartition() {
    day(-3);
    assertThat(findings.appears("gap")).contains("2 past period(s)");
    create();
    findings.isGone("gap");
  }

  @Test
  void fewerPeriodsAheadThanTheThreshold() {
    session.run("drop table " + day(3));
    assertThat(findings.appears("headroom")).contains("only 2 period(s) ahead");
    session.run("select * from kalends.set_threshold('headroom_periods', '2', 't')");
    findings.isGone("headroom");
    session.run("select * from kalends.set_threshold('headroom_periods', 'default', 't')");
    findings.appears("headroom");
    create();
    findings.isGone("headroom");
  }

  @Test
  void rowsInTheCatchAll() {
    session.run(
        "create table t_rest partition of t default; insert into t values (1, '1999-01-01')");
    assertThat(findings.appears("catch_all_rows")).startsWith("warning|t_rest|");
    session.run("select * from kalends.set_threshold('catch_all_rows', 'off', 't')");
    findings.isGone("catch_all_rows");
    session.run("select * from kalends.set_threshold('catch_all_rows', 'default', 't')");
    session.run("delete from t");
    findings.isGone("catch_all_rows");
  }

  @Test
  void aDetachThatWasInterrupted() throws SQLException {
    String partition = day(4);
    try (Session reader = Session.of(database)) {
      reader.run("begin; select * from t");
      session.run("set lock_timeout = '100ms'");
      assertThat(session.refusal("alter table t detach partition " + partition + " concurrently"))
          .startsWith("55P03");
      reader.run("commit");
    }
    assertThat(findings.appears("pending_detach")).startsWith("critical|" + partition);
    session.run("alter table t detach partition " + partition + " finalize");
    findings.isGone("pending_detach");
  }

  @Test
  void aPartitionOverItsSize() {
    session.run("insert into t select 1, now(), repeat('x', 500) from generate_series(1, 1000)");
    session.run("analyze t; update kalends.partition_config set max_partition_bytes = 300000");
    assertThat(findings.appears("partition_size")).contains("over the limit of 293 kB");
    session.run("update kalends.partition_config set max_partition_bytes = 3000000");
    findings.isGone("partition_size");
  }

  @Test
  void anInvalidIndex() {
    session.run("insert into t values (1, now()), (1, now())");
    String create = "create unique index concurrently broken on %s (id)".formatted(day(0));
    assertThat(session.refusal(create)).startsWith("23505");
    assertThat(findings.appears("invalid_index")).startsWith("warning|public.broken|");
    session.run("drop index broken");
    findings.isGone("invalid_index");
  }

  @Test
  void partitionsPastTheirRetentionOnceTheNightlyRunShouldHaveTakenThem() {
    day(-11);
    create();
    findings.isGone("overdue_drop");
    session.run("select * from kalends.set_threshold('overdue_drop_hours', '0', 't')");
    assertThat(findings.appears("overdue_drop")).contains("1 partition(s) past their retention");
    session.run("select * from kalends.perform('t', now(), '{drop}', '{}', false)");
    findings.isGone("overdue_drop");
  }

  @Test
  void partitionsThatWaitOutTheirGraceAndThoseThatHaveDone() {
    day(-14);
    session.run("update kalends.partition_config set grace_days = 5");
    session.run("select * from kalends.perform('t', now(), '{drop}', '{}', false)");
    assertThat(findings.appears("in_grace")).startsWith("info|t|1 detached partition(s)");
    findings.isGone("overdue_drop");
    session.run("update kalends.detached_partition set drop_after = now() - interval '2 days'");
    findings.isGone("in_grace");
    findings.appears("overdue_drop");
    session.run("select * from kalends.perform('t', now(), '{drop}', '{}', false)");
    findings.isGone("overdue_drop");
  }

  @Test
  void aPartitionThatWillPassItsSizeAndADiskThatWillBeFull() {
    day(-3);
    create();
    session.run(
        "insert into t select 1, now() - d * interval '1 day', repeat('x', 800) from"
            + " generate_series(1, 3) d, generate_series(1, 1000)");
    session.run("insert into t select 1, now(), repeat('x', 800) from generate_series(1, 500)");
    session.run("update kalends.partition_config set max_partition_bytes = 600000");
    String endOfDay =
        "(date_trunc('day', now() at time zone 'UTC') + interval '%s') at time zone 'UTC'";
    assertThat(
            session.rows(
                "select finding, subject from kalends.health(%s) where finding like 'forecast%%'"
                    .formatted(endOfDay.formatted("1 hour"))))
        .containsExactly("forecast_size|" + day(0));
    session.run("update kalends.partition_config set max_partition_bytes = 600000000");
    assertThat(findings.of("forecast_size")).isEmpty();

    session.run(
        "select kalends.set_threshold('disk_bytes', (pg_database_size(current_database()) +"
            + " 5000000)::text)");
    assertThat(findings.appears("forecast_disk")).contains("full on");
    session.run("select kalends.set_threshold('disk_bytes', '1 kB')");
    assertThat(findings.appears("disk_full")).startsWith("critical|");
    findings.isGone("forecast_disk");
    session.run("select kalends.set_threshold('disk_bytes', 'off')");
    findings.isGone("disk_full");
  }
}
