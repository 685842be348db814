package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.LiveServer.Reply;
import io.kalends.bootstrap.Program;
import io.kalends.domain.Role;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What would drop partitions is guarded by that, and not by the address that it is asked at. */
class RestDropsIT {
  private static final String MAINTENANCE = "/api/v1/partitions/maintenance";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private LiveServer server;
  private String operator;
  private String admin;

  /** 17 partitions are past their retention, and one more that a view needs. */
  @BeforeEach
  void serve() {
    database.execute(Months.table("events", 30));
    database.execute("update kalends.partition_config set max_drops_per_run = 100");
    server = LiveServer.on(database);
    operator = server.token(Role.OPERATOR, "*");
    admin = server.token(Role.ADMIN, "*");
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static void refused(Reply reply, int status) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
  }

  private String dropped() {
    return database.value(
        "select count(*) from kalends.ledger where action = 'detach' and outcome = 'done'");
  }

  @Test
  void byMaintenance() {
    refused(server.post(operator, MAINTENANCE, "{\"table\": \"events\"}"), 403);
    refused(server.post(operator, MAINTENANCE, "{\"dryRun\": false}"), 403);
    refused(server.post(admin, MAINTENANCE, "{\"table\": \"events\"}"), 409);
    assertThat(dropped()).isEqualTo("0");
    refused(server.post(operator, MAINTENANCE, "{\"table\": \"events\", \"dryRun\": true}"), 200);
    database.execute(
        "update kalends.partition_config set retention_months = null, retention_days = null");
    refused(server.post(operator, MAINTENANCE, "{\"table\": \"events\"}"), 200);
  }

  @Test
  void byASchedule() {
    refused(server.post(operator, "/api/v1/schedules/maintenance/run", ""), 403);
    refused(server.post(admin, "/api/v1/schedules/maintenance/run", ""), 409);
    refused(server.post(operator, "/api/v1/schedules/record/run", ""), 202);
    assertThat(dropped()).isEqualTo("0");
  }

  @Test
  void byTheRestartOfARun() {
    database.execute(
        "update kalends.partition_config set max_drops_per_run = 0; create view public.v as select"
            + " * from public."
            + database.value(
                "select partition_name from kalends.partitions where table_name = 'events' order by"
                    + " lower_bound limit 1"));
    assertThat(Program.on(database).run("run", "maintenance").code()).isEqualTo(1);
    database.execute("update kalends.partition_config set max_drops_per_run = 100");
    String restart =
        "/api/v1/runs/"
            + database.value("select max(job_execution_id) from kalends.batch_job_execution")
            + "/restart";
    refused(server.post(operator, restart, ""), 403);
    refused(server.post(admin, restart, ""), 409);
    assertThat(dropped()).isEqualTo("0");
    String digest =
        server.post(admin, MAINTENANCE, "{\"dryRun\": true}").json().get("planDigest").asString();
    refused(server.post(admin, restart + "?planDigest=" + digest, ""), 200);
    assertThat(dropped()).isEqualTo("17");
  }

  @Test
  void aScheduleIsDueOnceInAMinuteAtMost() {
    Reply reply =
        server.send(
            server
                .request(admin, "/api/v1/schedules/record")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"cron\": \"* * * * * *\"}")));
    refused(reply, 400);
    assertThat(reply.body()).contains("more than once in a minute");
  }
}
