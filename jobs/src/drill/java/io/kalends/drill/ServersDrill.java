package io.kalends.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two servers, each a process, on one database: what is due or asked for is done once, also when
 * one of them is killed. {@code make drill-serve} plays 40 ticks, {@code make drill-sample} eight,
 * {@code -Dserve.ticks} as many as one likes.
 */
@Tag("drill")
class ServersDrill {

  private static final int TICKS =
      Integer.getInteger("serve.ticks", DrillSettings.current().isSample() ? 8 : 40);

  private static final int SECONDS_BETWEEN_TICKS = 2;

  /** A minute's. */
  private static final int TICKS_BEFORE_RECOVERY = 60 / SECONDS_BETWEEN_TICKS;

  private static final int REQUESTS = 1000;
  private static final int SESSIONS = 20;

  /** Nothing hangs; how quick something is is not measured by it. */
  private static final Duration HANGS = Duration.ofSeconds(150L + 5L * TICKS);

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private @Nullable TwoServers servers;

  @BeforeEach
  void startTwo() {
    assumeThat(DrillSettings.current().parts()).as("only parts of other drills").isEmpty();
    database.execute(Months.table("events", 3));
    database.execute(Months.table("goal_completions", 3));
    servers = new TwoServers(database, HANGS);
  }

  @AfterEach
  void killAll() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void eachTickRunsOnceAndNoneIsMissedWhenTheServerThatRunsOneIsKilled() throws SQLException {
    database.execute("select kalends.set_schedule('often', 'record', '*/2 * * * * *')");
    Progress progress =
        new Progress("ServersDrill, ticks:", TICKS, TICKS * SECONDS_BETWEEN_TICKS, System.out);
    awaitTicks(0, 3, progress);
    String killed = killWhoeverIsInMidRun();
    awaitTicks(3, TICKS, progress);
    awaitState(killed, "done");
    assertThat(
            database.rows(
                """
                select due from generate_series(
                  (select min(due_at) from kalends.tick where schedule = 'often'),
                  (select max(due_at) from kalends.tick where schedule = 'often'), '2 s') due
                where not exists (select from kalends.tick t where t.schedule = 'often' and t.due_at = due)
                  -- those of more than a minute ago are not caught up
                  and not exists (select from kalends.tick t where t.schedule = 'often' and t.due_at < due and t.started_at >= due + interval '1 minute')\
                """))
        .as("missed ticks")
        .isEmpty();
    assertThat(
            database.rows(
                """
                select p.parameter_value, count(*) filter (where e.status = 'COMPLETED') as completed
                from kalends.tick t
                left join kalends.batch_job_execution_params p
                  on p.parameter_name = 'tick' and p.parameter_value = kalends.tick_name(t.schedule, t.due_at)
                left join kalends.batch_job_execution e on e.job_execution_id = p.job_execution_id
                where t.schedule = 'often' and t.state not in ('running', 'waiting')
                group by 1 having count(*) filter (where e.status = 'COMPLETED') <> 1\
                """))
        .as("ticks that were not run exactly once")
        .isEmpty();
    wasRecoveredBeforeAMinuteOfOthers(killed);
    servers.stop();
  }

  private void wasRecoveredBeforeAMinuteOfOthers(String killed) {
    assertThat(
            database.rows(
                """
                select t.state, count(e.job_execution_id), min(e.status), max(e.status)
                from kalends.tick t
                join kalends.batch_job_execution_params p
                  on p.parameter_name = 'tick' and p.parameter_value = '%s'
                join kalends.batch_job_execution e on e.job_execution_id = p.job_execution_id
                where p.parameter_value = kalends.tick_name(t.schedule, t.due_at) group by 1\
                """
                    .formatted(killed)))
        .as("the one whose server was killed is the same run, which was recovered")
        .containsExactly("done|2|COMPLETED|FAILED");
    assertThat(
            count(
                """
                select count(*) from kalends.tick t join kalends.tick k on t.schedule = k.schedule
                where kalends.tick_name(k.schedule, k.due_at) = '%s' and t.due_at > k.due_at and t.started_at < k.started_at\
                """
                    .formatted(killed)))
        .as("later ticks that were begun before it was taken over")
        .isLessThanOrEqualTo(TICKS_BEFORE_RECOVERY);
  }

  /** A table that the run needs is locked, so that it is surely in the middle; returns its tick. */
  private String killWhoeverIsInMidRun() throws SQLException {
    database.execute("delete from kalends.partition_metadata");
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table kalends.partition_metadata in exclusive mode");
      // the run waits for a while only, and asks again
      String[] found =
          await()
              .pollInterval(Duration.ofMillis(50))
              .atMost(HANGS)
              .until(this::inMidRun, runs -> !runs.isEmpty())
              .getFirst()
              .split("\\|");
      servers.kill(found[1]);
      return found[0];
    }
  }

  private List<String> inMidRun() {
    return database.rows(
        """
        select kalends.tick_name(t.schedule, t.due_at), p.host from kalends.tick t
        join kalends.process p on p.owner = t.owner
        join kalends.batch_job_execution_params x on x.parameter_name = 'tick'
          and x.parameter_value = kalends.tick_name(t.schedule, t.due_at)
        join kalends.batch_job_execution e on e.job_execution_id = x.job_execution_id
        where t.state = 'running' and e.status = 'STARTED'
          and exists (select from pg_locks l where not l.granted and l.relation = 'kalends.partition_metadata'::regclass)\
        """);
  }

  private void awaitTicks(int before, int number, Progress progress) {
    for (int seen = before; seen < number; ) {
      int known = seen;
      int done =
          await().atMost(HANGS).until(() -> Math.min(number, ticksDone()), found -> found > known);
      progress.advance(done - seen, (done - seen) * SECONDS_BETWEEN_TICKS, "done");
      seen = done;
    }
  }

  private int ticksDone() {
    return count("select count(*) from kalends.tick where schedule = 'often' and state = 'done'");
  }

  private void awaitState(String tick, String state) {
    String query = "select state from kalends.tick where kalends.tick_name(schedule, due_at) = '";
    await().atMost(HANGS).until(() -> database.value(query + tick + "'").equals(state));
  }

  @Test
  void aThousandRequestsOfTwentySessionsAreDoneOnceEachTheFirstBeforeAProcessCouldBeStarted()
      throws SQLException {
    countWhoTakesARequest();
    IntStream.range(0, SESSIONS).parallel().forEach(this::fileRequests);
    awaitRequests();
    assertThat(
            database.rows(
                "select state, count(*), count(distinct actor) from kalends.request group by 1"))
        .containsExactly("done|%d|1".formatted(REQUESTS));
    assertThat(
            database.rows(
                """
                select r.id, count(t.request) from kalends.request r
                left join public.taken t on t.request = r.id and t.ended
                group by 1 having count(t.request) <> 1\
                """))
        .as("requests that ended more than once, or never")
        .isEmpty();
    assertThat(
            count(
                "select round(1000 * extract(epoch from min(started_at) - min(requested_at)))"
                    + " from kalends.request"))
        .as("ms until the first is begun, and no process has to be started for it")
        .isLessThan((int) servers.startMs());
    assertThat(mostVacuums()).as("what was asked for often is done once").isEqualTo(1);
    waitsAndTells();
    goesOnWithWhatADeadServerBegan();
    servers.stop();
  }

  private void awaitRequests() {
    String query = "select count(*) from kalends.request where state in ('waiting', 'running')";
    Progress progress = new Progress("ServersDrill, requests:", REQUESTS, REQUESTS, System.out);
    for (int left = REQUESTS; left > 0; ) {
      int before = left;
      left =
          await().atMost(HANGS).until(() -> count(query), now -> now == 0 || before - now >= 100);
      progress.advance(before - left, before - left, "done");
    }
  }

  private int count(String sql) {
    return Integer.parseInt(database.value(sql));
  }

  private void fileRequests(int session) {
    String table = session % 2 == 0 ? "events" : "goal_completions";
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < REQUESTS / SESSIONS; i++) {
        String job = List.of("record", "analyze", "create", "vacuum").get(i % 4);
        statement.execute(
            "select kalends.request_job('%s', '{\"table\": \"%s\"}')".formatted(job, table));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void countWhoTakesARequest() {
    database.execute(
        """
        create table public.taken (request bigint, ended boolean);
        create function public.note() returns trigger language plpgsql as $$
        begin
          insert into public.taken values (new.id, new.state in ('done', 'failed'));
          return null;
        end $$;
        create trigger note after update of state on kalends.request for each row execute function public.note();
        """);
  }

  /** How often a partition was vacuumed, at most: the others found nothing to do. */
  private int mostVacuums() {
    return count(
        """
        select max(n) from (
          select count(*) as n from kalends.ledger where action = 'vacuum' and outcome = 'done' group by target) x\
        """);
  }

  private void waitsAndTells() throws SQLException {
    try (Connection connection = database.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("call kalends.run_job('record')");
      assertThat(statement.getWarnings().getMessage()).contains("(record) is done");
      assertThatThrownBy(
              () -> statement.execute("call kalends.run_job('record', patience => '-1 s')"))
          .hasMessageContaining("request")
          .hasMessageContaining("after");
    }
  }

  /** A run that looks as if the server that began it for somebody had been killed. */
  private void goesOnWithWhatADeadServerBegan() {
    String wreck =
        database.value(
            """
            update kalends.batch_job_execution e set status = 'STARTED', exit_code = 'UNKNOWN', end_time = null
            where e.job_execution_id = (select max(job_execution_id) from kalends.batch_job_execution)
            returning e.job_execution_id\
            """);
    database.execute(
        "update kalends.batch_step_execution set status = 'STARTED', end_time = null where"
            + " job_execution_id = "
            + wreck);
    await()
        .atMost(HANGS)
        .untilAsserted(
            () ->
                assertThat(
                        database.rows(
                            """
                            select e.status from kalends.batch_job_execution e
                            where e.job_instance_id = (select w.job_instance_id from kalends.batch_job_execution w where w.job_execution_id = %s)
                            order by e.job_execution_id\
                            """
                                .formatted(wreck)))
                    .containsExactly("FAILED", "COMPLETED"));
  }
}
