package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.LiveServer.Reply;
import io.kalends.domain.Role;
import io.kalends.testing.Background;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What is refused, with which status, and that each refusal says what, where and what to do. */
class ProblemsIT {

  private static final String CLEANUP = "/api/v1/partitions/cleanup";
  private static final String CONFIG = "/api/v1/partitions/config/goal_completions";

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();

  private static LiveServer server;
  private static String admin;
  private static String operator;
  private static String viewer;
  private static String restricted;

  @BeforeAll
  static void serve() {
    DATABASE.execute(Months.table("events", 30));
    DATABASE.execute(Months.table("goal_completions", 3));
    server = LiveServer.on(DATABASE);
    admin = server.token(Role.ADMIN, "*");
    operator = server.token(Role.OPERATOR, "*");
    viewer = server.token(Role.VIEWER, "*");
    restricted = server.token(Role.ADMIN, "goal_*");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Reply refused(Reply reply, int status) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = reply.json();
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.path("detail").asString("")).as(reply.toString()).isNotBlank();
    assertThat(problem.path("mend").asString("")).as(reply.toString()).isNotBlank();
    assertThat(reply.body()).doesNotContain("Exception", "\tat ", "org.springframework", "select ");
    return reply;
  }

  private static Reply put(String token, String ifMatch, String body) {
    return server.put(token, CONFIG, ifMatch, body);
  }

  @Test
  void withoutATokenOrWithABadOneIs401AndSaysHowToGetOne() {
    for (String path : List.of("/api/v1/partitions/health", "/api/v1/runs", "/v3/api-docs", "/x")) {
      Reply reply = refused(server.get("", path), 401);
      assertThat(reply.header("WWW-Authenticate")).startsWith("Bearer");
    }
    for (String bad : List.of("kal_no", "eyJhbGciOiJub25lIn0.e30.", admin + "x", "Ünïcode?")) {
      if (bad.chars().allMatch(c -> c < 128)) {
        Reply reply = refused(server.get(bad, "/api/v1/partitions/health"), 401);
        assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
      }
    }
    assertThat(server.get("", "/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(server.get("", "/actuator/env").status()).isEqualTo(401);
  }

  @Test
  void tooSmallARoleIs403AndNamesTheOneThatItTakes() {
    assertThat(server.get(viewer, "/api/v1/partitions/health").status()).isEqualTo(200);
    String drop = "{\"table\": \"events\", \"dryRun\": false}";
    refused(server.post(viewer, "/api/v1/partitions/create", "{\"table\": \"events\"}"), 403);
    Reply reply = refused(server.post(operator, CLEANUP, drop), 403);
    assertThat(reply.json().get("detail").asString()).contains("operator").contains("admin");
    refused(put(operator, "\"x\"", "{\"retentionMonths\": 1}"), 403);
    refused(server.post(operator, "/api/v1/migrations/events/cutover", "{}"), 403);
    assertThat(server.post(viewer, CLEANUP, "{\"table\": \"events\", \"dryRun\": true}").status())
        .isEqualTo(200);
  }

  @Test
  void tablesOfOthersAre403AndAreNotListed() {
    refused(server.post(restricted, CLEANUP, "{\"table\": \"events\", \"dryRun\": true}"), 403);
    refused(server.post(restricted, CLEANUP, "{\"dryRun\": true}"), 403);
    refused(server.get(restricted, "/api/v1/partitions/config/events"), 403);
    refused(server.get(restricted, "/api/v1/partitions/list?table=nowhere"), 403);
    Reply list = server.get(restricted, "/api/v1/partitions/list");
    assertThat(list.body()).contains("goal_completions").doesNotContain("events");
    Reply health = server.get(restricted, "/api/v1/partitions/health");
    assertThat(health.body()).contains("goal_completions").doesNotContain("events");
  }

  @Test
  void whatIsNotThereIs404() {
    refused(server.get(viewer, "/api/v1/partitions/list?table=nowhere"), 404);
    refused(server.post(admin, CLEANUP, "{\"table\": \"nowhere\", \"dryRun\": false}"), 404);
    refused(server.get(viewer, "/api/v1/partitions/config/nowhere"), 404);
    refused(server.get(viewer, "/api/v1/runs/999999"), 404);
    refused(server.post(operator, "/api/v1/runs/999999/restart", ""), 404);
    refused(server.get(viewer, "/api/v1/migrations/nowhere"), 404);
    refused(server.get(viewer, "/api/v1/nothing"), 404);
    assertThat(refused(server.get(viewer, "/api/v1/partitions/list?table=nowhere"), 404).body())
        .contains("nowhere")
        .contains("kalends register");
  }

  @Test
  void badValuesAre400AndAreNamed() {
    for (String body :
        List.of(
            "{\"table\": \"events\", \"retentionMonths\": 0, \"dryRun\": true}",
            "{\"table\": \"events\", \"retentionMonths\": \"12\", \"dryRun\": true}",
            "{\"table\": \"events\", \"retentionMonths\": 1.5, \"dryRun\": true}",
            "{\"table\": \"events\", \"dryrun\": true}",
            "{\"table\": \"events\", \"table\": \"events\", \"dryRun\": true}",
            "{\"table\": \"\", \"dryRun\": true}",
            "{\"table\": \"events\", \"maxDrops\": -1, \"dryRun\": false}",
            "{\"table\": \"events\"",
            "[]",
            "")) {
      Reply reply = server.post(admin, CLEANUP, body);
      assertThat(reply.status()).as(body + " " + reply).isEqualTo(400);
      assertThat(refused(reply, 400).body()).doesNotContain("io.kalends", "java.lang");
    }
    assertThat(refused(server.get(viewer, "/api/v1/partitions/list?tabel=events"), 400).body())
        .contains("table");
    refused(server.get(viewer, "/api/v1/partitions/list?limit=0"), 400);
    refused(server.get(viewer, "/api/v1/runs/seven"), 400);
    refused(server.post(admin, CLEANUP + "?wait=-1", "{\"dryRun\": false}"), 400);
  }

  @Test
  void aLargeDropTakesTheDigestOfThePlanThatWasSeen() {
    String body = "{\"table\": \"events\", \"dryRun\": %s, \"planDigest\": %s, \"maxDrops\": 100}";
    refused(server.post(admin, CLEANUP, body.formatted(false, "null")), 409);
    refused(server.post(admin, CLEANUP, body.formatted(false, "\"stale\"")), 409);
    JsonNode plan = server.post(admin, CLEANUP, body.formatted(true, "null")).json();
    assertThat(plan.get("partitionsToDrop").asInt()).isGreaterThan(6);
    String digest = "\"" + plan.get("planDigest").asString() + "\"";
    Reply done = server.post(admin, CLEANUP, body.formatted(false, digest));
    assertThat(done.status()).as(done.toString()).isEqualTo(200);
    assertThat(done.json().at("/totals/drop").asInt())
        .isEqualTo(plan.get("partitionsToDrop").asInt());
    refused(server.post(admin, CLEANUP, body.formatted(false, digest)), 409);
  }

  @Test
  void aPolicyIsChangedOnlyByWhoHasSeenIt() {
    String change = "{\"graceDays\": 3}";
    refused(put(admin, "", change), 428);
    refused(put(admin, "\"somethingelse\"", change), 412);
    String seen = server.get(viewer, CONFIG).header("ETag");
    refused(put(admin, seen, "{\"timeZone\": \"Mars/Olympus\"}"), 400);
    Reply changed = put(admin, seen, change);
    assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
    refused(put(admin, seen, "{\"graceDays\": 4}"), 412);
    Reply now = server.get(viewer, CONFIG);
    assertThat(now.header("ETag")).isEqualTo(changed.header("ETag"));
    assertThat(now.json().at("/settings/grace_days").asString()).isEqualTo("3");
  }

  @Test
  void theSameKeyIsAnsweredTheSameAndDoesNothingAgain() {
    Reply first = vacuum("key-1", "goal_completions");
    long runs = runs();
    Reply second = vacuum("key-1", "goal_completions");
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(runs()).isEqualTo(runs);
    refused(vacuum("key-1", "events"), 422);
  }

  private static Reply vacuum(String key, String table) {
    return server.send(
        server
            .request(operator, "/api/v1/partitions/analyze")
            .header("Idempotency-Key", key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"table\": \"" + table + "\"}")));
  }

  private static long runs() {
    return Long.parseLong(DATABASE.value("select count(*) from kalends.batch_job_execution"));
  }

  @Test
  void whoDoesNotWaitIsToldWhereTheRunIs() {
    Reply begun =
        server.post(operator, "/api/v1/partitions/vacuum?wait=0", "{\"table\": \"events\"}");
    assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
    assertThat(begun.json().get("status").asString()).isEqualTo("running");
    Reply run = server.get(viewer, begun.header("Location"));
    assertThat(run.json().at("/run/job").asString()).isEqualTo("vacuum");
  }

  @Test
  void longListsComeInPages() {
    List<String> seen = new ArrayList<>();
    String next = "";
    do {
      JsonNode page =
          server
              .get(viewer, "/api/v1/partitions/list?table=goal_completions&limit=2" + next)
              .json();
      page.get("partitions").forEach(each -> seen.add(each.get("partition").asString()));
      next = page.get("next").isNull() ? "" : "&cursor=" + page.get("next").asString();
    } while (!next.isEmpty());
    assertThat(seen).doesNotHaveDuplicates();
    assertThat((long) seen.size())
        .isEqualTo(
            Long.parseLong(
                DATABASE.value(
                    "select count(*) from kalends.list_partitions('goal_completions')")));
  }

  @Test
  void theDescriptionAndTheEndpointsAreTheSame() throws Exception {
    JsonNode paths = server.get(viewer, "/v3/api-docs").json().get("paths");
    TreeSet<String> described = new TreeSet<>();
    paths
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyNames()
                    .forEach(verb -> described.add(verb.toUpperCase() + " " + path.getKey())));
    String readme = Files.readString(Path.of("README.md"));
    TreeSet<String> written = new TreeSet<>();
    Pattern.compile("`((?:GET|POST|PUT|DELETE) /api/v1/[^`]+)`")
        .matcher(readme)
        .results()
        .forEach(found -> written.add(found.group(1)));
    assertThat(written).isEqualTo(described);
  }

  @Test
  void manyAtOnceAreAllServed() {
    List<CompletableFuture<Reply>> replies = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      replies.add(Background.start(() -> server.get(viewer, "/api/v1/partitions/health")));
    }
    Consumer<CompletableFuture<Reply>> served =
        reply -> assertThat(reply.join().status()).isEqualTo(200);
    assertThat(replies).allSatisfy(served::accept);
  }
}
