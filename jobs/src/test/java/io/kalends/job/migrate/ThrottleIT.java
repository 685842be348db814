package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Throttles;
import io.kalends.testing.Background;
import io.kalends.testing.ManualTicker;
import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What makes a migration wait, each by itself: it appears, it is shown, it goes. */
class ThrottleIT {
  /** Active sessions are counted in the whole server, where other tests work too. */
  private static final int MORE_THAN_OTHER_TESTS = 30;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private final ManualTicker ticker = new ManualTicker();
  private HikariDataSource pool;
  private Probes probes;
  private Throttle throttle;

  @BeforeEach
  void begin() {
    database.execute(
        """
        insert into kalends.migration (source_schema, source_table, target_schema, target_table, shadow_table, old_table, source_oid, key_columns, partition_column, pace)
        values ('public', 'events', 'public', 'events', 'events_new', 'events_old', 0, '{id}', 'date', 'fast')\
        """);
    DataSources.Target target =
        new DataSources.Target(database.superuserUrl(), null, null, Map.of());
    pool = new DataSources(target, "kalends:throttle").pool(3);
    Signals signals = Signals.of(new Throttles(pool), 1);
    probes = new Probes(signals, probing -> {});
    throttle = new Throttle(signals, ticker, probes);
  }

  @AfterEach
  void end() {
    throttle.close();
    pool.close();
  }

  private void set(String settings) {
    database.execute("select kalends.set_throttle(1, '%s')".formatted(settings));
  }

  /** What waits here waits for the server: the throttle's own time is moved by the test. */
  private static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  private void awaitReason(String words) {
    eventually()
        .untilAsserted(
            () -> {
              takeTurn();
              assertThat(throttle.reasons()).anySatisfy(r -> assertThat(r).contains(words));
              assertThat(database.rows("select unnest(reasons) from kalends.throttle_state"))
                  .isEqualTo(throttle.reasons());
            });
  }

  private void awaitNoReason() {
    eventually().until(this::takeTurn);
    assertThat(database.value("select reasons from kalends.throttle_state")).isEqualTo("{}");
  }

  /** Half a second after whatever was before: the server is asked again. */
  private boolean takeTurn() {
    ticker.advance(Duration.ofMillis(500));
    boolean mine = throttle.before().isOver();
    if (mine) {
      throttle.after(8, Duration.ofMillis(1));
    }
    return mine;
  }

  /** Measures commits for long enough to know how long they take alone. */
  private void measureCommits() {
    throttle.before();
    IntStream.range(0, 25).forEach(i -> probes.probe());
  }

  @Test
  void waitsWhileItIsPaused() {
    awaitTurn();
    database.execute("update kalends.migration set paused = true");
    awaitReason("paused by hand");
    database.execute("update kalends.migration set paused = false");
    awaitNoReason();
  }

  private void awaitTurn() {
    eventually().until(this::takeTurn);
  }

  @Test
  void waitsForItsWindow() {
    set("{\"windows\": \"mon-sun 00:00-00:00; tue 01:00-02:00\"}");
    awaitTurn();
    String tomorrow =
        database.value(
            "select lower(to_char(now() at time zone 'UTC' + interval '36 hours', 'dy'))");
    set("{\"windows\": \"%s 12:00-13:00\"}".formatted(tomorrow));
    awaitReason("outside of its windows (" + tomorrow + " 12:00-13:00, UTC)");
    set("{\"windows\": null}");
    awaitNoReason();
  }

  @Test
  void waitsForAQueryOfTheUsers() {
    database.execute("create table public.stop_sign (why text)");
    set("{\"query\": \"select why from public.stop_sign\"}");
    awaitTurn();
    database.execute("insert into public.stop_sign values ('invoices are being sent')");
    awaitReason("the throttle's query says: invoices are being sent");
    database.execute("update public.stop_sign set why = 'false'");
    awaitNoReason();
    database.execute("drop table public.stop_sign");
    awaitReason("the throttle's query fails: relation \"public.stop_sign\" does not exist");
  }

  @Test
  void waitsWhileTheDatabaseIsTooLarge() {
    set("{\"max_database_bytes\": \"1 MB\"}");
    awaitReason("the database has ");
    set("{\"max_database_bytes\": \"1 TB\"}");
    awaitNoReason();
  }

  @Test
  void waitsWhileSessionsAreAtWork() throws Exception {
    set("{\"max_active_sessions\": %d}".formatted(MORE_THAN_OTHER_TESTS - 1));
    List<CompletableFuture<String>> sleepers =
        Stream.generate(() -> Background.start(this::sleepUntilCancelled))
            .limit(MORE_THAN_OTHER_TESTS)
            .toList();
    await().until(() -> sleeping() == MORE_THAN_OTHER_TESTS);
    awaitReason(" sessions are at work");
    assertThat(throttle.reasons().getFirst())
        .matches(it -> Integer.parseInt(it.split(" ")[0]) >= MORE_THAN_OTHER_TESTS);
    database.execute(
        """
        select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and query = 'select pg_sleep(3600)'\
        """);
    assertThat(sleepers).allSatisfy(each -> assertThat(each.join()).isEqualTo("57014"));
    awaitNoReason();
  }

  private int sleeping() {
    return Integer.parseInt(
        database.value(
            "select count(*) from pg_stat_activity where datname = current_database() and state ="
                + " 'active' and query = 'select pg_sleep(3600)'"));
  }

  /** The SQLSTATE that ends it. */
  private String sleepUntilCancelled() {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("select pg_sleep(3600)");
      return "none";
    } catch (SQLException cancelled) {
      return String.valueOf(cancelled.getSQLState());
    }
  }

  @Test
  void waitsWhileTooMuchWalIsWritten() {
    database.execute("update kalends.migration set pace = 'gentle'");
    database.execute("create table public.written (line text)");
    set("{\"max_wal_rate\": \"4 kB\"}");
    measureCommits();
    awaitTurn();
    database.execute("update kalends.throttle_state set wal_at = wal_at - interval '2 seconds'");
    database.execute(
        "insert into public.written select repeat('x', 1000) from generate_series(1, 1000)");
    probes.probe(); // a rate is measured over a second and more
    takeTurn();
    assertThat(throttle.reasons())
        .singleElement(as(STRING))
        .matches("the server writes .* of WAL a second");
    assertThat(database.rows("select unnest(reasons) from kalends.throttle_state"))
        .isEqualTo(throttle.reasons());
    set("{\"max_wal_rate\": \"1 TB\"}");
    awaitNoReason();
  }

  @Test
  void waitsForASlotThatKeepsWal() {
    String slot = "kept_by_" + database.name();
    database.executeAs(
        "postgres", "select pg_create_physical_replication_slot('%s', true)".formatted(slot));
    try {
      set("{\"max_slot_bytes\": 1000}");
      database.execute(
          "create table public.written as select repeat('x', 1000) from generate_series(1, 1000)");
      awaitReason("replication slot %s keeps ".formatted(slot));
    } finally {
      database.executeAs("postgres", "select pg_drop_replication_slot('%s')".formatted(slot));
    }
    awaitNoReason();
  }

  @Test
  void waitsWhileCommitsAreSlow() throws Exception {
    database.execute("update kalends.migration set pace = 'gentle'");
    measureCommits();
    awaitTurn();
    eventually()
        .until(
            () -> {
              probeBehindALock();
              takeTurn();
              return !throttle.reasons().isEmpty();
            });
    assertThat(throttle.reasons().getFirst()).matches("commits take \\d+ ms, and .* ms without us");
    measureCommits();
    awaitNoReason();
  }

  /** A commit that takes 20 times as long as alone, and some that do not. */
  private void probeBehindALock() throws Exception {
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("update kalends.throttle_state set wal_rate = 0");
      CompletableFuture<Void> probe = Background.run(probes::probe);
      Double alone = probes.baseline();
      double seconds = Math.max(0.1, alone == null ? 0 : 20 * alone / 1000);
      statement.execute("select pg_sleep(%s)".formatted(seconds));
      connection.commit();
      probe.join();
    }
    IntStream.range(0, 3).forEach(i -> probes.probe());
  }

  @Test
  void letsAsManyWorkersWorkAsThePaceAllowsAndThePaceMayChange() {
    database.execute("update kalends.migration set workers = 3");
    assertThat(turnsAtOnce()).isEqualTo(3);
    database.execute("update kalends.migration set pace = 'gentle'");
    measureCommits();
    assertThat(turnsAtOnce()).isEqualTo(1);
    database.execute("update kalends.migration set pace = 'steady'");
    assertThat(turnsAtOnce()).isEqualTo(2);
  }

  /** After any rest. */
  private int turnsAtOnce() {
    ticker.advance(Duration.ofSeconds(1));
    assertThat(throttle.before().isOver()).isTrue();
    int turns = 1;
    for (int i = 0; i < 10; i++) {
      turns += throttle.before().isOver() ? 1 : 0;
    }
    for (int i = 0; i < turns; i++) {
      throttle.after(8, Duration.ofMillis(1));
    }
    return turns;
  }

  @Test
  void restsLongerAfterARangeThanAfterCatchingUp() {
    database.execute("update kalends.migration set pace = 'gentle'");
    Duration took = Duration.ofSeconds(20);
    measureCommits();
    assertThat(throttle.before().isOver()).isTrue();
    throttle.afterCatchingUp(500, took);
    assertThat(throttle.before().length()).isPositive().isLessThanOrEqualTo(took);
    throttle.after(8, took);
    assertThat(throttle.before().length()).isGreaterThan(took);
  }

  @Test
  void doesNotWaitWhenItIsToStop() {
    database.execute("update kalends.migration set paused = true");
    assertThat(throttle.await(() -> true)).isFalse();
    assertThat(throttle.before().reasons()).isEqualTo(List.of("paused by hand"));
  }
}
