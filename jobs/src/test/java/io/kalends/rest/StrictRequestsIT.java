package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.LiveServer.Reply;
import io.kalends.domain.Role;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Requests that a lenient server would guess about. */
class StrictRequestsIT {
  private static final String CLEANUP = "/api/v1/partitions/cleanup";
  private static final String CONFIG = "/api/v1/partitions/config/events";

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();

  private static LiveServer server;
  private static String admin;
  private static String restricted;

  @BeforeAll
  static void serve() {
    DATABASE.execute(Months.table("events", 20));
    DATABASE.execute(Months.table("goal_completions", 12));
    DATABASE.execute("create schema app; create table app.mono (id int primary key, at date)");
    server = LiveServer.on(DATABASE);
    admin = server.token(Role.ADMIN, "*");
    restricted = server.token(Role.ADMIN, "app.*");
  }

  @AfterAll
  static void end() {
    server.close();
  }

  private static Reply refused(Reply reply, int status, String detail) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.json().path("detail").asString("")).contains(detail);
    assertThat(reply.json().path("mend").asString("")).isNotBlank();
    return reply;
  }

  private static Reply put(String path, String ifMatch, String body) {
    return server.put(admin, path, ifMatch, body);
  }

  @Test
  void aNulIsRefusedWithTheNameOfItsField() {
    String nul = "\\u0000";
    String schedule = "/api/v1/schedules/maintenance";
    refused(put(schedule, "", "{\"cron\": \"" + nul + " * * * *\"}"), 400, "cron");
    refused(put(schedule, "", "{\"timeZone\": \"UTC" + nul + "\"}"), 400, "timeZone");
    refused(put(CONFIG, "*", "{\"granularity\": \"" + nul + "\"}"), 400, "granularity");
    refused(put(schedule, "", "{\"parameters\": {\"a" + nul + "\": \"b\"}}"), 400, "NUL");
    refused(server.get(admin, "/api/v1/partitions/list?table=a%00b"), 400, "table");
  }

  @Test
  void aContentTypeThatIsNoneIs415() {
    for (String type : List.of("x", "text/html", "application/")) {
      Reply reply =
          server.send(
              server
                  .request(admin, CLEANUP)
                  .header("Content-Type", type)
                  .POST(HttpRequest.BodyPublishers.ofString("{}")));
      refused(reply, 415, "Content-Type");
    }
  }

  @Test
  void eachRefusalNamesItsOwnReason() {
    refused(server.get(admin, CLEANUP), 405, "GET");
    refused(server.get(admin, "/api/v1/nothing"), 404, "nothing at this address");
    Reply pdf =
        server.send(server.request(admin, CONFIG).header("Accept", "application/pdf").GET());
    assertThat(pdf.status()).isEqualTo(406);
  }

  @Test
  void numbersAreDecimalAndInTheirRange() {
    for (String path :
        List.of(
            "/api/v1/runs/0x7",
            "/api/v1/runs/07",
            "/api/v1/runs?limit=01",
            "/api/v1/runs?limit=%2B1",
            "/api/v1/partitions/list?limit=0x10")) {
      refused(server.get(admin, path), 400, "");
    }
    for (int drops : List.of(0, -1)) {
      String body = "{\"dryRun\": true, \"maxDrops\": %d}".formatted(drops);
      refused(server.post(admin, CLEANUP, body), 400, "maxDrops is " + drops);
      String question = "{\"maxDrops\": %d}".formatted(drops);
      refused(server.post(admin, "/api/v1/partitions/plan", question), 400, "maxDrops is " + drops);
    }
  }

  @Test
  void anIfMatchOfAnyVersionIsWhatRfc9110SaysItIs() {
    assertThat(put(CONFIG, "*", "{\"graceDays\": 3}").status()).isEqualTo(200);
    refused(put(CONFIG, "\"other\"", "{\"graceDays\": 4}"), 412, "");
    refused(put(CONFIG, "", "{\"graceDays\": 4}"), 428, "");
  }

  @Test
  void aPageGoesOnWhereTheLastOneEndedThoughItsLastRowHasGone() {
    String list = "/api/v1/partitions/list?table=goal_completions&limit=";
    var all = server.get(admin, list + 100).json().get("partitions");
    var first = server.get(admin, list + 4).json();
    String last = first.get("partitions").get(3).get("partition").asString();
    DATABASE.execute("drop table " + last);
    var second = server.get(admin, list + "99&cursor=" + first.get("next").asString()).json();
    assertThat(second.get("partitions").get(0).get("partition"))
        .isEqualTo(all.get(4).get("partition"));
    assertThat(second.get("partitions").size()).isEqualTo(all.size() - 4);
    refused(server.get(admin, list + "4&cursor=nonsense"), 400, "cursor");
  }

  @Test
  void aRestrictedTokenSeesNoRunsOfOtherTablesInTheStatus() {
    String analyze = "/api/v1/partitions/analyze";
    assertThat(server.post(admin, analyze, "{\"table\": \"events\"}").status()).isEqualTo(200);
    assertThat(lastRun(admin, "analyze").path("status").asString()).isEqualTo("COMPLETED");
    assertThat(lastRun(restricted, "analyze").isNull()).isTrue();
    assertThat(lastRun(server.token(Role.VIEWER, "events"), "analyze").isNull()).isFalse();
    assertThat(server.get(admin, "/actuator/health/liveness").json().path("status").asString())
        .isEqualTo("UP");
  }

  private static JsonNode lastRun(String token, String job) {
    for (JsonNode each : server.get(token, "/api/v1/partitions/status").json().get("jobs")) {
      if (each.get("job").asString().equals(job)) {
        return each.get("lastRun");
      }
    }
    throw new AssertionError("no job " + job);
  }

  @Test
  void aRestrictedTokenSeesNoSchedulesOfOtherTablesAndMigratesIntoNoneOfThem() {
    Reply made =
        put(
            "/api/v1/schedules/of-events",
            "",
            "{\"job\": \"vacuum\", \"cron\": \"0 5 * * *\", \"parameters\": {\"table\":"
                + " \"public.events\"}}");
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(server.get(admin, "/api/v1/schedules").body()).contains("of-events");
    assertThat(server.get(restricted, "/api/v1/schedules").body())
        .contains("maintenance")
        .doesNotContain("of-events");
    refused(server.get(restricted, "/api/v1/schedules/of-events"), 404, "no schedule");
    String into = "{\"options\": {\"by\": \"at\", \"into\": \"public.stolen\"}}";
    for (String act : List.of("start", "plan")) {
      refused(
          server.post(restricted, "/api/v1/migrations/app.mono/" + act, into),
          403,
          "public.stolen");
    }
  }

  @Test
  void aFloodOfBadTokensDoesNotKeepAGoodOneWaiting() {
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService flood = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 60; i++) {
        String bad = "kal_bad" + i;
        flood.submit(
            () -> {
              for (int n = 0; !stop.get(); n++) {
                server.get(bad + n, "/api/v1/partitions/status");
              }
            });
      }
      try {
        for (int i = 0; i < 20; i++) {
          assertThat(server.get(admin, "/api/v1/partitions/status").status()).isEqualTo(200);
        }
      } finally {
        stop.set(true);
      }
    }
  }
}
