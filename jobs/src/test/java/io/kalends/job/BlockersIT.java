package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Calibration;
import io.kalends.testing.Months;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.SteadyWriter;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Those in the way of a lock who are harder to see, or come at the wrong moment. */
@Tag("timing")
class BlockersIT {
  private static final Duration DEADLINE = Duration.ofSeconds(3);
  private static final double BUDGET_MS = 200 * Calibration.slowness();
  private static final String COUNT = "select count(*) from public.events";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTable() {
    database.execute(Months.table("events", 14));
  }

  @Test
  void aPreparedTransactionIsSeenAndNamed() throws Exception {
    String name = "two_phase_" + database.name();
    database.execute("begin; " + COUNT + "; prepare transaction '" + name + "'");
    try {
      Ended first = run("drop");
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .contains("pid 0, prepared for ")
          .contains("query: PREPARE TRANSACTION '" + name + "'")
          .contains("ROLLBACK PREPARED");
      assertThat(pending()).isEqualTo("0");
    } finally {
      database.execute("rollback prepared '" + name + "'");
    }
    assertThat(run("drop").code()).isZero();
    assertThat(database.value(Months.count("events"))).isEqualTo("13");
  }

  @Test
  void aReaderOfAnotherRoleWhoseAgeMayNotBeSeenIsWaitedOut() throws Exception {
    try (OpenTransaction reader =
        OpenTransaction.of(database.connectAs(PostgresServer.SUPERUSER), COUNT)) {
      Ended first = run("drop");
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out()).contains("pid " + reader.pid()).contains("pg_read_all_stats");
      assertThat(pending()).isEqualTo("0");
    }
    assertThat(run("drop").code()).isZero();
  }

  @Test
  void aReaderWhoComesWhenTheDetachHasBegunLeavesItPendingAndTheNextRunFinishesIt()
      throws Exception {
    holdUpDetaches();
    CompletableFuture<Ended> run = program().begin("run", "drop");
    try (SteadyWriter writer =
            SteadyWriter.start(database, "insert into public.events values (0, now(), 'x')");
        OpenTransaction reader = comesWhenTheDetachHasBegun()) {
      Ended first = run.get(2, TimeUnit.MINUTES);
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out()).contains("pid " + reader.pid()).contains("query: " + COUNT);
      assertThat(first.took())
          .isLessThan(DEADLINE.multipliedBy(2).plus(Calibration.scaled(Duration.ofSeconds(8))));
      assertThat(pending()).isEqualTo("1");
      SteadyWriter.Figures figures = writer.stop();
      System.err.println("BlockersIT: " + figures);
      assertThat(figures.longestWait()).as(figures.toString()).isLessThan(BUDGET_MS);
      assertThat(figures.errors()).isEmpty();
    }
    database.executeAs(PostgresServer.SUPERUSER, "drop event trigger hold_up");
    Ended second = run("maintenance");
    assertThat(second.code()).as(second.toString()).isZero();
    assertThat(second.out()).contains("finalized 1");
    assertThat(pending()).isEqualTo("0");
    assertEachIsBookedOnce();
  }

  @Test
  void aReaderWhoEndsInTimeOnlyDelaysTheDetach() throws Exception {
    holdUpDetaches();
    CompletableFuture<Ended> run = program().begin("run", "drop");
    try (OpenTransaction reader = comesWhenTheDetachHasBegun()) {
      Thread.sleep(1000);
      assertThat(reader.pid()).isPositive();
    }
    Ended only = run.get(2, TimeUnit.MINUTES);
    assertThat(only.code()).as(only.toString()).isZero();
    assertEachIsBookedOnce();
  }

  @Test
  void aCatchAllTooLargeToBeScannedWithinTheBudgetIsReportedAsThat() throws Exception {
    database.execute(
        """
        create table public.events_rest partition of public.events default
          with (autovacuum_enabled = false);
        insert into public.events
          select i, '2200-01-01 00:00+00', repeat('x', 20) from generate_series(1, 1500000) i;
        """);
    try (SteadyWriter writer =
        SteadyWriter.start(
            database, "insert into public.events values (0, '2300-01-01 00:00+00', 'x')")) {
      Ended first = program().with("kalends.lock-budget", "20ms").run("run", "create");
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out())
          .contains("longer than the 20 ms that an application may wait for public.events_rest")
          .contains("kalends.lock-budget");
      SteadyWriter.Figures figures = writer.stop();
      System.err.println("BlockersIT: " + figures);
      assertThat(figures.longestWait()).as(figures.toString()).isLessThan(BUDGET_MS);
    }
    Ended second = program().with("kalends.lock-budget", "2s").run("run", "create");
    assertThat(second.code()).as(second.toString()).isZero();
  }

  private Program program() {
    return Program.on(database)
        .with("kalends.lock-deadline", DEADLINE.toMillis() + "ms")
        .with("kalends.lock-budget", "200ms");
  }

  private Ended run(String job) {
    return program().run("run", job);
  }

  /** Each DETACH CONCURRENTLY starts half a second late: somebody may come in between. */
  private void holdUpDetaches() {
    database.executeAs(
        PostgresServer.SUPERUSER,
        """
        create function public.hold_up() returns event_trigger language plpgsql as $$
        begin
          if current_query() like '%CONCURRENTLY%' then
            perform pg_sleep(0.7);
          end if;
        end
        $$;
        create event trigger hold_up on ddl_command_start
          when tag in ('ALTER TABLE') execute function public.hold_up();
        """);
  }

  private OpenTransaction comesWhenTheDetachHasBegun() throws Exception {
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                !database
                    .value(
                        """
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state = 'active' and query like 'ALTER TABLE%CONCURRENTLY'\
                        """)
                    .equals("0"));
    return OpenTransaction.of(database.connect(), COUNT);
  }

  private String pending() {
    return database.value("select count(*) from pg_inherits where inhdetachpending");
  }

  private void assertEachIsBookedOnce() {
    assertThat(database.value(Months.count("events"))).isIn("13", "19");
    assertThat(
            database.rows(
                """
                select action, count(*), count(distinct target) from kalends.ledger
                where outcome = 'done' and action in ('detach', 'drop') group by 1 order by 1\
                """))
        .containsExactly("detach|2|2", "drop|2|2");
    assertThat(database.value("select count(*) from kalends.intent")).isEqualTo("0");
  }
}
