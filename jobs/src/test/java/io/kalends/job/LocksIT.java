package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Calibration;
import io.kalends.testing.Months;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.SteadyWriter;
import io.kalends.testing.SteadyWriter.Figures;
import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What an application feels of a run: somebody holds a transaction open, somebody else writes 200
 * rows a second, and no statement may wait longer than the lock budget because of Kalends.
 */
@Tag("timing")
class LocksIT {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final double BUDGET_MS = 200 * Calibration.slowness();

  private static final String INSERT =
      "insert into public.events values (0, now(), 'written meanwhile')";
  private static final String COUNT = "select count(*) from public.events";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTable() {
    database.execute(Months.table("events", 14));
  }

  @Test
  void createsAtOnceAndNamesTheReaderWhoKeepsItFromDetaching() throws Exception {
    try (OpenTransaction reader = reader(COUNT);
        SteadyWriter writer = SteadyWriter.start(database, INSERT)) {
      Ended first = run();
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .contains("created 6")
          .containsPattern(
              "detach .*busy.*: the transactions that use public.events, which it waits for, did"
                  + " not end in time: pid "
                  + reader.pid())
          .containsPattern(
              "\\(role kalends, from 127.0.0.1, application report\\), idle in transaction for ")
          .contains("query: " + COUNT);
      assertEndedInTime(first);
      assertThat(done("create")).isEqualTo("6");
      assertThat(
              database.value(
                  "select max(waited_ms) < %s from kalends.ledger where action = 'create'"
                      .formatted(BUDGET_MS / 2)))
          .isEqualTo("t");
      assertThat(database.value(Months.count("events"))).isEqualTo("21");
      reader.close();
      assertFinishes();
      assertNobodyWaited(writer);
    }
    assertThat(done("detach")).isEqualTo("2");
    assertThat(done("drop")).isEqualTo("2");
  }

  @Test
  void withACatchAllADetachStaysWithinTheBudgetToo() throws Exception {
    database.execute("create table public.events_rest partition of public.events default");
    try (OpenTransaction reader = reader(thisMonth());
        SteadyWriter writer = SteadyWriter.start(database, INSERT)) {
      Ended first = run();
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .contains("created 6")
          .containsPattern("detach .*ACCESS EXCLUSIVE lock on public.events .*pid " + reader.pid());
      assertEndedInTime(first);
      reader.close();
      assertFinishes();
      assertNobodyWaited(writer);
    }
  }

  @Test
  void aStreamOfShortReadersIsSqueezedInBetween() throws Exception {
    database.execute("create table public.events_rest partition of public.events default");
    try (SteadyWriter readers =
            SteadyWriter.start(database, "select pg_sleep(0.06) from public.events limit 1");
        SteadyWriter writer = SteadyWriter.start(database, INSERT)) {
      assertFinishes();
      assertNobodyWaited(writer);
    }
    assertThat(done("detach")).isEqualTo("2");
  }

  @Test
  void aReaderOfTheCatchAllKeepsItFromBeingDrained() throws Exception {
    database.execute("create table public.events_rest partition of public.events default");
    database.execute(
        "insert into public.events select i, now() + interval '2 months', 'early'"
            + " from generate_series(1, 500) i");
    try (OpenTransaction reader = reader("select count(*) from public.events_rest");
        SteadyWriter writer = SteadyWriter.start(database, INSERT)) {
      Ended first = run("create");
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .containsPattern("drain .*busy.*pid " + reader.pid() + ".*on public\\.events_rest")
          .contains("query: select count(*) from public.events_rest");
      assertEndedInTime(first);
      assertThat(database.value("select count(*) from only public.events_rest")).isEqualTo("500");
      reader.close();
      Ended second = run("create");
      assertThat(second.code()).as(second.toString()).isZero();
      assertNobodyWaited(writer);
    }
    assertThat(database.value("select count(*) from only public.events_rest")).isEqualTo("0");
    assertThat(database.value("select count(*) from public.events where name = 'early'"))
        .isEqualTo("500");
  }

  @Test
  void anAnalyzeInAnOpenTransactionIsReportedAndStopsNobody() throws Exception {
    try (OpenTransaction statistics = reader("analyze public.events");
        SteadyWriter writer = SteadyWriter.start(database, INSERT)) {
      Ended first = run();
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .containsPattern("create .*busy.*pid " + statistics.pid())
          .contains("query: analyze public.events");
      statistics.close();
      assertFinishes();
      assertNobodyWaited(writer);
    }
  }

  /** Planned with the bounds at hand, so that the other partitions are not locked. */
  private String thisMonth() {
    return "select count(*) from public.events where \"timestamp\" >= '%s' and \"timestamp\" < '%s'"
        .formatted(
            database.value("select date_trunc('month', now() at time zone 'UTC') || '+00'"),
            database.value(
                "select date_trunc('month', now() at time zone 'UTC') + interval '27 days' ||"
                    + " '+00'"));
  }

  private OpenTransaction reader(String sql) throws SQLException {
    return OpenTransaction.of(database.connect(), "set application_name = 'report'", sql);
  }

  private Ended run() {
    return run("maintenance");
  }

  private Ended run(String job) {
    return Program.on(database)
        .with("kalends.lock-deadline", DEADLINE.toMillis() + "ms")
        .with("kalends.lock-budget", "200ms")
        .run("run", job);
  }

  /** Nobody is in the way any more: the same again does what is left. */
  private void assertFinishes() {
    Ended last = run();
    assertThat(last.code()).as(last.toString()).isZero();
    assertThat(database.value(Months.count("events"))).isEqualTo(hasCatchAll() ? "20" : "19");
    assertThat(
            database.value(
                """
                select count(*) from kalends.plan_maintenance(steps => '{create,drop}')
                where verdict <> 'skipped'\
                """))
        .isEqualTo("0");
  }

  private boolean hasCatchAll() {
    return !database
        .value("select coalesce(to_regclass('public.events_rest')::text, '')")
        .isEmpty();
  }

  /** Create, detach: one deadline each, and then one try per action; beside that, seconds. */
  private static void assertEndedInTime(Ended run) {
    assertThat(run.took())
        .isLessThan(DEADLINE.multipliedBy(2).plus(Calibration.scaled(Duration.ofSeconds(10))));
  }

  private static void assertNobodyWaited(SteadyWriter writer) throws InterruptedException {
    Figures figures = writer.stop();
    System.err.println("LocksIT: " + figures);
    assertThat(figures.errors()).isEmpty();
    assertThat(figures.samples()).isGreaterThan(100);
    assertThat(figures.longestWait()).as(figures.toString()).isLessThan(BUDGET_MS);
  }

  private String done(String action) {
    return database.value(
        "select count(*) from kalends.ledger where outcome = 'done' and action = '" + action + "'");
  }
}
