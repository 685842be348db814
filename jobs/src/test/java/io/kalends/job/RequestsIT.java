package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What SQL asks for and a function cannot do itself is done by the next run, once. */
@Execution(ExecutionMode.CONCURRENT)
class RequestsIT {

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private static final String WAITING =
      "select count(*) from kalends.plan_maintenance(steps => '{vacuum}') where verdict = 'do'";

  @BeforeEach
  void makeTables() {
    database.execute(Months.table("events", 3));
    database.execute(Months.table("goal_completions", 3));
    // 14 publishes half a second late what was inserted
    await().until(() -> database.value(WAITING).equals("8"));
  }

  @Test
  void theNextRunOfWhateverJobVacuumsWhatWasAskedForAndTheStatusSaysSo() {
    database.execute(
        "set search_path = kalends, public; select * from vacuum_partitions('events', false)");
    Ended run = run("record", "--output", "json");
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.json().at("/requests/0/request").asInt()).isEqualTo(1);
    assertThat(run.json().at("/requests/0/what").asString()).isEqualTo("vacuum public.events");
    assertThat(status(1)).containsExactly("done|vacuum 4 done|t|t");
    assertThat(acts("vacuum")).containsExactly("events|4");
    assertThat(database.value("select run_id from kalends.request_status(1)"))
        .isEqualTo(run.json().at("/requests/0/run_id").asString());
    Ended next = run("record");
    assertThat(next.out()).doesNotContain("request");
    assertThat(acts("vacuum")).containsExactly("events|4");
  }

  @Test
  void aRunWithNothingToDoItselfStillCarriesOutAndNamesRequests() {
    run("create");
    ask("record", "{}");
    ask("vacuum", "{\"table\": \"goal_completions\", \"full\": true}");
    Ended run = run("create");
    assertThat(run.code()).as(run.toString()).isZero();
    assertThat(run.out())
        .contains("nothing to do")
        .containsPattern("request 1 \\(record\\), run \\d+: record 2 done")
        .containsPattern("request 2 \\(vacuum public.goal_completions full\\), run \\d+: vacuum 4");
    assertThat(database.value("select count(*) from kalends.request where state = 'done'"))
        .isEqualTo("2");
  }

  @Test
  void aRequestThatFailsIsNotTriedAgainAndMakesTheRunRed() {
    ask("create", "{\"table\": \"events\"}");
    database.execute("delete from kalends.partition_config where table_name = 'events'");
    Ended run = run("record");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(run.out()).contains("request 1 (create events)").contains("'public.events'");
    assertThat(status(1).getFirst()).startsWith("failed|");
    assertThat(run("record").code()).isZero();
  }

  @Test
  void whatCannotBeReadIsRefusedWhenFiledOrFailsWithoutStoppingTheOthers() {
    assertThatThrownBy(() -> ask("vacuum", "{\"tabel\": \"events\"}"))
        .hasMessageContaining("tabel");
    assertThatThrownBy(() -> ask("vacuum", "{\"full\": \"perhaps\"}"))
        .hasMessageContaining("perhaps");
    database.execute(
        """
        insert into kalends.request (job, parameters) values
          ('dance', '{}'), ('drop', '{"max_drops": "many"}'), ('drop', '{"as_of": "once"}');
        """);
    ask("record", "{}");
    Ended run = run("record");
    assertThat(run.code()).as(run.toString()).isEqualTo(1);
    assertThat(database.rows("select state, message from kalends.request order by id"))
        .satisfiesExactly(
            row -> assertThat(row).startsWith("failed|there is no job 'dance'"),
            row -> assertThat(row).startsWith("failed|request ").contains("many"),
            row -> assertThat(row).startsWith("failed|request ").contains("once"),
            row -> assertThat(row).startsWith("done|"));
  }

  @Test
  void whatADeadRunHadClaimedIsDoneByTheNext() {
    ask("vacuum", "{\"table\": \"events\"}");
    database.execute(
        "update kalends.request set state = 'running', message = 'kalends:000000000000'");
    run("record");
    assertThat(status(1)).containsExactly("done|vacuum 4 done|t|t");
  }

  @Test
  void aRequestBehindALivingRunOfTheSameIsLeftToTheNext() throws Exception {
    ask("vacuum", "{\"table\": \"events\"}");
    String identity =
        database.value("select 'vacuum ' || (now() at time zone 'UTC')::date || ' public.events'");
    try (var somebody = database.connect();
        var statement = somebody.createStatement()) {
      statement.execute("set application_name = 'kalends:livingprocess'");
      statement.execute("select kalends.beat('kalends:livingprocess', 'here')");
      statement.execute("update kalends.process set heartbeat_at = now() + interval '1 hour'");
      statement.execute(
          "select pg_advisory_lock(hashtextextended('kalends:%s', 0))".formatted(identity));
      Ended run = run("record");
      assertThat(run.code()).as(run.toString()).isZero();
      assertThat(run.out()).contains("left to the next run");
      assertThat(database.value("select state from kalends.request")).isEqualTo("waiting");
    }
    run("record");
    assertThat(database.value("select state from kalends.request")).isEqualTo("done");
  }

  @Test
  void whereAServerLivesRequestsAreLeftToIt() throws Exception {
    ask("vacuum", "{\"table\": \"events\"}");
    try (var server = database.connect();
        var statement = server.createStatement()) {
      statement.execute("select kalends.beat('kalends:server', 'here')");
      statement.execute(
          "update kalends.process set serves_since = now(), heartbeat_at = now() + interval '1"
              + " hour'");
      assertThat(run("record").code()).isZero();
      assertThat(database.value("select state from kalends.request")).isEqualTo("waiting");
    }
    await().until(() -> database.value("select count(*) from kalends.live_servers()").equals("0"));
    run("record");
    assertThat(database.value("select state from kalends.request")).isEqualTo("done");
  }

  @Test
  void twoRunsAtOnceDoNoRequestTwice() {
    for (String table : List.of("a", "b", "c", "d", "e", "f")) {
      database.execute(Months.table(table, 3));
      database.execute("select kalends.register('" + table + "')");
      ask("vacuum", "{\"table\": \"%s\"}".formatted(table));
    }
    List<CompletableFuture<Ended>> runs = new ArrayList<>();
    for (String job : List.of("record", "create", "analyze")) {
      runs.add(Program.on(database).begin("run", job));
    }
    assertThat(runs).allSatisfy(run -> assertThat(run.join().code()).as(run.toString()).isZero());
    assertThat(acts("vacuum")).containsExactly("a|4", "b|4", "c|4", "d|4", "e|4", "f|4");
    assertThat(
            database.rows(
                "select state, count(*), count(distinct run_id) from kalends.request group by 1"))
        .containsExactly("done|6|6");
  }

  private Ended run(String job, String... options) {
    List<String> arguments = new ArrayList<>(List.of("run", job));
    arguments.addAll(List.of(options));
    return Program.on(database).run(arguments.toArray(String[]::new));
  }

  private void ask(String job, String parameters) {
    database.execute("select kalends.request_job('%s', '%s')".formatted(job, parameters));
  }

  private List<String> status(int number) {
    return database.rows(
        "select state, message, run_id is not null, finished_at >= started_at"
            + " from kalends.request_status(%d)".formatted(number));
  }

  private List<String> acts(String action) {
    return database.rows(
        """
        select table_name, count(*) from kalends.ledger
        where action = '%s' and outcome = 'done' group by 1 order by 1\
        """
            .formatted(action));
  }
}
