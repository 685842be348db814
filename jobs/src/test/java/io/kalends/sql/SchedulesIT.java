package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.testing.Background;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Schedules and their ticks, as the servers and people see them in SQL. */
class SchedulesIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void make() {
    set("'nightly', 'maintenance', '0 2 * * *'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          'nightly', cron => '0 25 * * *'; schedule 'nightly': cron is '0 25 * * *', whose hour is '25'
          'nightly', time_zone => 'Mars/Base'; schedule 'nightly': time_zone is 'Mars/Base'
          'nightly', job => 'dance'; schedule 'nightly': job 'dance' is unknown
          'nightly', job => 'cutover'; schedule 'nightly': job 'cutover' is unknown
          'nightly', parameters => '{"tabel": "events"}'; schedule 'nightly': parameter 'tabel' is unknown
          'nightly', parameters => '{"table": "nothing"}'; schedule 'nightly': no row of kalends.partition_config
          'nightly', parameters => '{"max_drops": "many"}'; schedule 'nightly': invalid input syntax
          'nightly', parameters => '[1]'; schedule 'nightly': the parameters of job
          'nightly', misfire => 'perhaps'; schedule 'nightly': misfire is 'perhaps'
          'weekly', job => 'create'; there is no schedule 'weekly': a new one needs a job and a cron
          'Night drop', 'create', '0 2 * * *'; schedule 'Night drop': its name must be
          """)
  void refusesWhatCannotBeMeantAndNamesWhatAndWhere(String arguments, String message) {
    String before = database.value("select s::text from kalends.schedule s");
    assertThatThrownBy(() -> set(arguments)).hasMessageContaining(message);
    assertThat(database.value("select s::text from kalends.schedule s")).isEqualTo(before);
  }

  @Test
  void keepsWhatIsNotSaidAndNamesWhoChangedIt() {
    set("'nightly', time_zone => 'Europe/Berlin', actor => 'anna'");
    set(
        "'nightly', parameters => '{\"table\": \"events\", \"max_drops\": \"3\"}', actor =>"
            + " 'anna'");
    assertThat(
            database.rows(
                "select job, cron, time_zone, misfire, enabled, changed_by, parameters from"
                    + " kalends.schedule"))
        .containsExactly(
            "maintenance|0 2 * * *|Europe/Berlin|fire|t|anna|{\"table\": \"events\", \"max_drops\":"
                + " 3}");
    database.execute("update kalends.schedule set enabled = false");
    assertThat(database.value("select changed_by from kalends.schedule")).isEqualTo("kalends");
    set("'purge', 'drop', '0 3 * * 0'");
    assertThat(database.value("select misfire from kalends.schedule where name = 'purge'"))
        .isEqualTo("skip");
  }

  @Test
  void theConfigurationIsWrittenDownOnceAndNeverOverAPersonsChange() {
    String offer = "select kalends.offer_schedule('%s', 'record', '0 4 * * *', 'UTC', null)";
    assertThat(database.value(offer.formatted("audit"))).isEqualTo("t");
    set("'audit', cron => '0 5 * * *'");
    assertThat(database.value(offer.formatted("audit"))).isEqualTo("f");
    assertThat(database.value(offer.formatted("nightly"))).isEqualTo("f");
    assertThat(database.rows("select name, cron from kalends.schedule order by name"))
        .containsExactly("audit|0 5 * * *", "nightly|0 2 * * *");
    database.execute("delete from kalends.schedule");
    assertThat(database.value(offer.formatted("audit"))).isEqualTo("f");
    assertThat(database.value("select count(*) from kalends.schedule")).isEqualTo("0");
  }

  @Test
  void aTickThatManyServersSeeIsOneServersOnly() throws SQLException {
    try (Connection servers = server("kalends:one", true)) {
      assertThat(servers.isValid(1)).isTrue();

      List<String> verdicts =
          IntStream.range(0, 12)
              .mapToObj(
                  i ->
                      Background.start(
                          () -> verdict("date_trunc('day', now())", "kalends:one", true)))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(verdicts).containsOnlyOnce("run").filteredOn("taken"::equals).hasSize(11);
    }
  }

  @Test
  void aTickThatIsTooLateIsRunOnceOrSkippedAsItsRuleSays() {
    set("'often', 'create', '* * * * *'");
    String late = "date_trunc('minute', now()) - interval '10 minutes'";
    assertThat(verdict("often", late, "me", true)).isEqualTo("run");
    assertThat(
            database.value(
                "select next_at > now() - interval '61 s' and next_at <= now() from kalends.begin_tick('often', %s, 'me', '15 s', true)"
                    .formatted(late)))
        .as("what is older than a minute is not caught up one by one")
        .isEqualTo("t");
    set("'often', misfire => 'skip'");
    assertThat(verdict("often", late + " - interval '1 minute'", "me", true)).isEqualTo("skipped");
    assertThat(verdict("often", "date_trunc('minute', now())", "me", true)).isEqualTo("run");
    assertThat(database.rows("select state, message from kalends.tick where state = 'skipped'"))
        .containsExactly("skipped|more than a minute late");
  }

  @Test
  void whereMaintenanceIsSwitchedOffATickIsBookedAndNotRun() throws SQLException {
    assertThat(verdict("now()", "me", false)).isEqualTo("disabled");
    assertThat(database.rows("select state, message from kalends.tick"))
        .containsExactly("disabled|ENABLE_PARTITION_MAINTENANCE=false");
    try (Connection server = server("kalends:off", false)) {
      assertThat(server.isValid(1)).isTrue();
      assertThat(
              database.rows(
                  "select last_state, next_run is null, off_because from kalends.status()"))
          .containsExactly("disabled|t|ENABLE_PARTITION_MAINTENANCE=false");
    }
  }

  @Test
  void theTickOfADeadServerIsAnothersAndOfALivingOneNobodys() throws SQLException {
    try (Connection alive = server("kalends:alive", true)) {
      assertThat(alive.isValid(1)).isTrue();
      verdict("now() - interval '1 s'", "kalends:alive", true);
      verdict("now() - interval '2 s'", "kalends:dead", true);
      assertThat(take("kalends:me", "{}")).isEqualTo("1");
      assertThat(take("kalends:me", "{}"))
          .as("its own is lost with a connection, unless it knows better")
          .isEqualTo("1");
      String mine =
          database.value(
              "select kalends.tick_name(schedule, due_at) from kalends.tick where owner ="
                  + " 'kalends:me'");
      assertThat(take("kalends:me", "{" + mine + "}")).isEqualTo("0");
      assertThat(
              database.value(
                  "select kalends.finish_tick(schedule, due_at, 'kalends:dead', 'done', 1, null)"
                      + " from kalends.tick where owner = 'kalends:me'"))
          .as("whoever was taken for dead has no say any more")
          .isEqualTo("f");
    }
  }

  @Test
  void theStatusSaysWhatRanLastWhatFailedLastAndWhenTheNextIs() throws SQLException {
    assertThat(
            database.rows(
                "select enabled, running, last_state, next_run is null, off_because from"
                    + " kalends.status()"))
        .containsExactly("t|f||t|no server");
    try (Connection server = server("kalends:it", true)) {
      assertThat(server.isValid(1)).isTrue();
      verdict("now() - interval '5 s'", "kalends:it", true);
      assertThat(
              database.rows(
                  "select running, last_state, next_run > now(), off_because from"
                      + " kalends.status()"))
          .containsExactly("t|running|t|");
      database.execute(
          "select kalends.finish_tick(schedule, due_at, 'kalends:it', 'failed', 7, 'no disk') from"
              + " kalends.tick");
      verdict("now()", "kalends:it", true);
      database.execute(
          "select kalends.finish_tick(schedule, due_at, 'kalends:it', 'done', 8, 'nothing to do')"
              + " from kalends.tick");
      assertThat(
              database.rows(
                  "select running, last_state, last_run_id, last_failure is not null,"
                      + " last_failure_message, extract(hour from next_run at time zone 'UTC') from"
                      + " kalends.status()"))
          .containsExactly("f|done|8|t|no disk|2");
    }
    set("'nightly', enabled => false");
    assertThat(database.rows("select enabled, next_run is null, off_because from kalends.status()"))
        .containsExactly("f|t|disabled");
  }

  @Test
  void withoutAServerNobodyIsLeftWaiting() {
    assertThatThrownBy(() -> database.execute("call kalends.run_job('vacuum')"))
        .hasMessageContaining("no server is there");
    assertThatThrownBy(() -> database.execute("select kalends.run_schedule('nightly')"))
        .hasMessageContaining("no server is there");
    assertThat(database.value("select count(*) from kalends.request")).isEqualTo("0");
    assertThat(database.value("select count(*) from kalends.tick")).isEqualTo("0");
  }

  private void set(String arguments) {
    database.execute("select kalends.set_schedule(" + arguments + ")");
  }

  private String verdict(String due, String owner, boolean switchedOn) {
    return verdict("nightly", due, owner, switchedOn);
  }

  private String verdict(String schedule, String due, String owner, boolean switchedOn) {
    return database.value(
        "select verdict from kalends.begin_tick('%s', %s, '%s', '15 s', %s)"
            .formatted(schedule, due, owner, switchedOn));
  }

  private String take(String owner, String own) {
    return database.value(
        "select count(*) from kalends.take_tick('%s', '15 s', '%s')".formatted(owner, own));
  }

  /** A session that stands for a server. */
  private Connection server(String owner, boolean on) throws SQLException {
    Connection connection = database.connect();
    try (var statement = connection.createStatement()) {
      statement.execute("select kalends.beat('%s', 'here')".formatted(owner));
      statement.execute(
          "update kalends.process set serves_since = now(), schedules_on = %s where owner = '%s'"
              .formatted(on, owner));
    }
    return connection;
  }
}
