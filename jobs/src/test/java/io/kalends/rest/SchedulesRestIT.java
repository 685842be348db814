package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.LiveServer.Reply;
import io.kalends.domain.Role;
import io.kalends.testing.TestDatabase;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** What the servers run and when, looked at and changed by REST. */
@Execution(ExecutionMode.CONCURRENT)
class SchedulesRestIT {
  private static final String SCHEDULES = "/api/v1/schedules";
  private static final String NIGHTLY =
      "{\"job\": \"create\", \"cron\": \"30 4 * * 1\", \"timeZone\": \"Europe/Berlin\","
          + " \"parameters\": {\"table\": \"events\"}, \"enabled\": true}";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private LiveServer server;
  private String admin;
  private String viewer;

  @BeforeEach
  void serve() {
    server = LiveServer.on(database);
    admin = server.token(Role.ADMIN, "*");
    viewer = server.token(Role.VIEWER, "*");
  }

  @AfterEach
  void end() {
    server.close();
  }

  @Test
  void theDailyMaintenanceIsThereAndSaysWhenItIsDue() {
    JsonNode maintenance =
        server
            .get(viewer, SCHEDULES)
            .json()
            .get("schedules")
            .valueStream()
            .filter(each -> each.get("job").asString().equals("maintenance"))
            .findFirst()
            .orElseThrow();
    assertThat(maintenance.get("cron").asString()).isEqualTo("0 2 * * *");
    assertThat(maintenance.get("timeZone").asString()).isEqualTo("UTC");
    assertThat(maintenance.get("nextRun").asString()).contains("T02:00");
    JsonNode first = server.get(viewer, "/api/v1/partitions/status").json().get("jobs").get(0);
    assertThat(first.get("nextRun").asString()).contains("T02:00");
  }

  @Test
  void oneIsMadeChangedAndRemovedByAnAdministrator() {
    Reply made = put(admin, "weekly", NIGHTLY);
    assertThat(made.status()).as(made.toString()).isEqualTo(200);
    assertThat(made.json().get("parameters").get("table").asString()).isEqualTo("events");
    assertThat(made.json().get("changedBy").asString()).startsWith("token:admin-");
    assertThat(put(admin, "weekly", "{\"enabled\": false}").json().get("cron").asString())
        .isEqualTo("30 4 * * 1");
    Reply shown = server.get(viewer, SCHEDULES + "/weekly");
    assertThat(shown.json().get("offBecause").asString()).isEqualTo("disabled");
    assertThat(server.send(server.request(admin, SCHEDULES + "/weekly").DELETE()).status())
        .isEqualTo(204);
    assertThat(server.get(viewer, SCHEDULES + "/weekly").status()).isEqualTo(404);
  }

  @Test
  void whoMayNotOrSaysWhatCannotBeIsRefusedAndNothingIsChanged() {
    assertThat(put(viewer, "weekly", NIGHTLY).status()).isEqualTo(403);
    assertThat(put(server.token(Role.ADMIN, "goal_*"), "weekly", NIGHTLY).status()).isEqualTo(403);
    assertThat(put(admin, "weekly", NIGHTLY.replace("30 4", "61 4")).status()).isEqualTo(400);
    assertThat(put(admin, "weekly", NIGHTLY.replace("Berlin", "Atlantis")).status()).isEqualTo(400);
    assertThat(put(admin, "weekly", NIGHTLY.replace("create", "creat")).status()).isEqualTo(400);
    assertThat(server.get(viewer, SCHEDULES + "/weekly").status()).isEqualTo(404);
    assertThat(server.post(viewer, SCHEDULES + "/weekly/run", "").status()).isEqualTo(404);
  }

  private Reply put(String token, String name, String body) {
    return server.send(
        server
            .request(token, SCHEDULES + "/" + name)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }
}
