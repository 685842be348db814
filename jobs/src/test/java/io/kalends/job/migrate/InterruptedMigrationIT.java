package io.kalends.job.migrate;

import static io.kalends.job.migrate.MigrateIT.green;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What comes between: a stop, a lost connection, a pause. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class InterruptedMigrationIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  @Test
  void whoIsAskedToStopStopsAndTheNextStartGoesOn() throws Exception {
    CompletableFuture<Ended> run = heldInTheCopy();
    green(monolith.program().run("runs", "stop"));
    assertThat(ended(run).code()).isEqualTo(143);
    letGo();
    assertThat(green(monolith.run("start")).out()).contains("[verified]");
    assertThat(monolith.differences()).isEqualTo("0");
  }

  @Test
  void aStopEndsAVerificationThatStillReads() throws Exception {
    green(monolith.start());
    CompletableFuture<Ended> run;
    String lockShadow =
        database.value(
            "select format('lock table %s in access exclusive mode', shadow_oid::regclass)"
                + " from kalends.migration");
    try (OpenTransaction lock = OpenTransaction.of(database.connect(), lockShadow)) {
      run = monolith.program().begin(Monolith.line("verify"));
      awaitValue(
          "1",
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
              + " and datname = current_database() and query ~ 'compare_side'");
      green(monolith.program().run("runs", "stop"));
      awaitValue(
          "STOPPED",
          "select status from kalends.batch_job_execution order by job_execution_id desc limit 1");
      assertThat(lock.pid()).as("the lock is still held").isPositive();
    }
    assertThat(ended(run).code()).isEqualTo(143);
    assertThat(green(monolith.run("verify")).out()).contains("rows are equal");
  }

  @Test
  void whoHasLostItsConnectionsIsUnreachableAndTheNextStartGoesOn() throws Exception {
    CompletableFuture<Ended> run = heldInTheCopy();
    database.executeAs(
        PostgresServer.SUPERUSER,
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
            + " and application_name like 'kalends:%'");
    letGo();
    Ended lost = ended(run);
    assertThat(lost.code()).as(lost.toString()).isIn(0, 1, 69);
    assertThat(green(monolith.run("start")).code()).isZero();
    assertThat(monolith.phase()).isEqualTo("verified");
    assertThat(monolith.differences()).isEqualTo("0");
  }

  @Test
  void aPauseEndsTheRunWithItsOwnWordAndAResumeLetsItGoOn() throws Exception {
    CompletableFuture<Ended> run = heldInTheCopy();
    green(monolith.run("pace", "steady"));
    green(monolith.run("pause"));
    Ended paused = ended(run);
    assertThat(paused.code()).as(paused.toString()).isEqualTo(75);
    assertThat(paused.out()).contains("paused");
    letGo();
    assertThat(monolith.run("start").code()).isEqualTo(75);
    green(monolith.run("resume"));
    assertThat(green(monolith.run("start")).out()).contains("[verified]");
  }

  private void awaitValue(String expected, String question) {
    await().untilAsserted(() -> assertThat(database.value(question)).isEqualTo(expected));
  }

  /** A run that rests in the copy, because a query of ours objects. */
  private CompletableFuture<Ended> heldInTheCopy() throws Exception {
    monolith.bring("capturing");
    database.value("select kalends.set_throttle(1, '{\"query\": \"select ''held''\"}') is null");
    CompletableFuture<Ended> run = monolith.program().begin(Monolith.line("start"));
    await()
        .until(
            () ->
                run.isDone()
                    || database
                        .value(
                            "select coalesce((select cardinality(reasons) from"
                                + " kalends.throttle_state), 0) > 0")
                        .equals("t"));
    assertThat(run).isNotDone();
    return run;
  }

  private void letGo() {
    database.value("select kalends.set_throttle(1, '{\"query\": null}') is null");
  }

  private static Ended ended(CompletableFuture<Ended> run) throws Exception {
    return run.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
