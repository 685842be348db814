package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.LiveServer.Reply;
import io.kalends.domain.Role;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * Every curl line of partition-strategy.md, word for word, a token put in, does what the document
 * says, on the sample.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class PartitionStrategyRestIT {

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private LiveServer server;
  private String token;

  @BeforeEach
  void serve() throws IOException {
    database.execute("set search_path = public;\n" + resource("/sample/events.sql"));
    database.execute("set search_path = public;\n" + resource("/sample/goal_completions.sql"));
    server = LiveServer.on(database);
    token = server.token(Role.ADMIN, "*");
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static String resource(String path) throws IOException {
    try (var in = PartitionStrategyRestIT.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<CurlLine> document() throws IOException {
    return CurlLine.all(resource("/requirements/partition-strategy.sh"));
  }

  private Reply run(CurlLine line) {
    return server.send(line.request(server.url(), token));
  }

  /** The line of the document that contains these words, run. */
  private Reply run(String words) throws IOException {
    CurlLine line =
        document().stream().filter(each -> each.text().contains(words)).findFirst().orElseThrow();
    Reply reply = run(line);
    assertThat(reply.status()).as(line + "\n" + reply).isEqualTo(200);
    return reply;
  }

  private long partitions(String table) {
    return Long.parseLong(
        database.value("select count(*) from kalends.list_partitions('%s')".formatted(table)));
  }

  @Test
  void everyLineOfTheDocumentIsAnsweredWith200() throws IOException {
    assertThat(document()).hasSize(15);
    for (CurlLine line : document()) {
      Reply reply = run(line);
      assertThat(reply.status()).as(line + "\n" + reply).isEqualTo(200);
      assertThat(reply.header("Content-Type")).startsWith("application/json");
    }
  }

  @Test
  void healthAndListTellWhatTheDocumentSaysOfEachTable() throws IOException {
    JsonNode health = run("partitions/health").json();
    JsonNode events = health.at("/tables/0");
    assertThat(events.get("table").asString()).isEqualTo("events");
    assertThat(events.get("healthStatus").asString()).isEqualTo("CLEANUP_NEEDED");
    assertThat(events.get("totalPartitions").asLong()).isEqualTo(partitions("events"));
    assertThat(events.get("partitionsToDrop").asInt()).isEqualTo(3);
    assertThat(health.get("green").asBoolean()).isFalse();
    JsonNode all = run("partitions/list ").json().get("partitions");
    assertThat(all.size()).isEqualTo((int) (partitions("events") + partitions("goal_completions")));
    JsonNode one = run("list?table=events").json().get("partitions");
    assertThat(one.valueStream().map(each -> each.get("table").asString()))
        .hasSize((int) partitions("events"))
        .containsOnly("public.events");
  }

  @Test
  void createMakesSixMonthsAheadWhateverThePolicySaysAndAnalyzeAndVacuumAreDoneToo()
      throws IOException {
    database.execute("update kalends.partition_config set future_partitions = 0");
    JsonNode run = run("partitions/create").json();
    assertThat(run.get("status").asString()).isEqualTo("done");
    assertThat(
            database.value(
                "select count(*) from kalends.list_partitions('events') where state = 'future'"))
        .isEqualTo("6");
    assertThat(database.value("select distinct future_partitions from kalends.partition_config"))
        .isEqualTo("0");
    assertThat(run("partitions/analyze").json().at("/totals/analyze").asInt()).isPositive();
    assertThat(
            database.value(
                "select count(*) from kalends.ledger where action = 'analyze' and outcome = 'done'"
                    + " and table_name = 'events'"))
        .isNotEqualTo("0");
    assertThat(run("partitions/vacuum").json().get("exitCode").asInt()).isZero();
    statusTellsTheLastRunAndMaintenanceItsPlan();
  }

  @Test
  void cleanupIsSeenBeforehandAndThenDone() throws IOException {
    long before = partitions("events");
    JsonNode plan = run("\"dryRun\": true").json();
    assertThat(plan.get("partitionsToDrop").asInt()).isEqualTo(3);
    assertThat(partitions("events")).isEqualTo(before);
    JsonNode run = run("\"dryRun\": false").json();
    assertThat(run.at("/totals/detach").asInt()).isEqualTo(3);
    assertThat(run.at("/totals/drop").asInt()).isEqualTo(3);
    assertThat(partitions("events")).isEqualTo(before - 3);
    assertThat(
            database.value(
                "select distinct requested_by from kalends.ledger where action = 'drop'"))
        .startsWith("token:admin-");
  }

  @Test
  void anotherRetentionIsForThisOnceAndChangesNoPolicy() {
    Reply reply =
        server.post(
            token,
            "/api/v1/partitions/cleanup",
            "{\"table\": \"events\", \"retentionMonths\": 10, \"dryRun\": false}");
    assertThat(reply.json().at("/totals/drop").asInt()).as(reply.toString()).isEqualTo(5);
    assertThat(
            database.value(
                "select retention_months from kalends.partition_config where table_name ="
                    + " 'events'"))
        .isEqualTo("12");
  }

  private void statusTellsTheLastRunAndMaintenanceItsPlan() throws IOException {
    JsonNode status = run("partitions/status").json();
    assertThat(status.get("enabled").asBoolean()).isTrue();
    assertThat(status.at("/jobs/0/job").asString()).isEqualTo("maintenance");
    assertThat(status.at("/jobs/1/lastRun/status").asString()).isEqualTo("COMPLETED");
    JsonNode plan = run("partitions/maintenance").json();
    assertThat(plan.get("partitionsToDrop").asInt()).isEqualTo(5);
  }
}
