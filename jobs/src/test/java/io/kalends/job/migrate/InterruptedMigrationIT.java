package io.kalends.job.migrate;

import static io.kalends.job.migrate.MigrateIT.green;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What comes between: a stop, a lost connection, a pause, an ALTER TABLE, somebody's transaction.
 */
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vacuum full \"PlatformAnalytics\"",
        "alter table \"PlatformAnalytics\" add column note text default 'new'",
      })
  void theCopyStartsAgainWhenTheTableWasRewrittenOrAltered(String statement) {
    monolith.bring("capturing");
    database.execute(statement);
    assertThat(green(monolith.run("start")).out()).contains("restart copy").contains("[verified]");
    assertThat(monolith.differences()).isEqualTo("0");
  }

  @Test
  void aTruncateInMidCopyStartsItAgainWithNothing() {
    monolith.bring("capturing");
    database.execute("truncate \"PlatformAnalytics\"");
    assertThat(green(monolith.run("start")).out()).contains("restart copy").contains("[verified]");
    assertThat(database.value("select count(*) from platform_analytics_new")).isEqualTo("0");
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

  @ParameterizedTest
  @ValueSource(strings = {"planned", "prepared", "capturing"})
  void itCanBeGivenUpAtAnyTime(String phase) {
    monolith.bring(phase);
    green(monolith.run("rollback", "--give-up"));
    assertThat(monolith.phase()).isEqualTo("rolled_back");
    assertThat(database.value("select to_regclass('platform_analytics_new')")).isEmpty();
    assertThat(
            database.value(
                "select count(*) from pg_trigger where tgrelid ="
                    + " '\"PlatformAnalytics\"'::regclass"))
        .isEqualTo("0");
    assertThat(green(monolith.start()).out()).contains("[verified]");
  }

  @Test
  void whoIsInTheWayOfTheCutOverIsNamedAndEndedOnlyOnRequest() throws SQLException {
    green(monolith.start());
    try (Connection reader = database.connect()) {
      OpenTransaction open =
          OpenTransaction.of(reader, "select count(*) from \"PlatformAnalytics\"");
      Ended busy = monolith.run("cutover", "--deadline", "1s");
      assertThat(busy.code()).as(busy.toString()).isEqualTo(75);
      assertThat(busy.out()).contains("pid " + open.pid()).contains("--end");
      assertThat(monolith.phase()).isEqualTo("verified");
      green(monolith.run("cutover", "--end", Integer.toString(open.pid())));
      assertThat(monolith.phase()).isEqualTo("cut_over");
      assertThat(reader.isValid(5)).isFalse();
    }
  }

  /** A run that rests in the copy, because a query of ours objects. */
  private CompletableFuture<Ended> heldInTheCopy() throws Exception {
    monolith.bring("capturing");
    database.value("select kalends.set_throttle(1, '{\"query\": \"select ''held''\"}') is null");
    CompletableFuture<Ended> run = monolith.program().begin(Monolith.line("start"));
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!database
        .value("select coalesce((select cardinality(reasons) from kalends.throttle_state), 0) > 0")
        .equals("t")) {
      assertThat(System.nanoTime()).as("held by then").isLessThan(deadline);
      assertThat(run).isNotDone();
      Thread.sleep(50);
    }
    return run;
  }

  private void letGo() {
    database.value("select kalends.set_throttle(1, '{\"query\": null}') is null");
  }

  private static Ended ended(CompletableFuture<Ended> run) throws Exception {
    return run.get(LONG.toSeconds(), TimeUnit.SECONDS);
  }
}
