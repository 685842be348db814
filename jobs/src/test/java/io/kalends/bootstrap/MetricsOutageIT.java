package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real server shows while its database cannot be reached. */
@Tag("slow")
class MetricsOutageIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeAll
  static void oneServerIsEnough() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
  }

  @Test
  void aDatabaseThatIsGoneMakesUpZeroAndTheServerUnreadyAndBothComeBack() {
    try (Server serving = MetricsServer.serve(database.url())) {
      assertThat(MetricsServer.scrape(serving))
          .containsEntry("kalends_up", 1.0)
          .containsKey("kalends_tables");
      assertThat(MetricsServer.get(serving, "/actuator/health/readiness").statusCode())
          .isEqualTo(200);
      letIn(false);
      await()
          .untilAsserted(
              () ->
                  assertThat(MetricsServer.scrape(serving))
                      .containsOnlyKeys(
                          "kalends_up", "kalends_runbook_info{url=\"docs/runbook/\"}"));
      assertThat(MetricsServer.scrape(serving)).containsEntry("kalends_up", 0.0);
      assertThat(MetricsServer.get(serving, "/actuator/health/readiness").statusCode())
          .isEqualTo(503);
      assertThat(MetricsServer.get(serving, "/actuator/health/liveness").statusCode())
          .isEqualTo(200);
      letIn(true);
      await()
          .untilAsserted(
              () -> assertThat(MetricsServer.scrape(serving)).containsEntry("kalends_up", 1.0));
      assertThat(MetricsServer.get(serving, "/actuator/health/readiness").statusCode())
          .isEqualTo(200);
      database.execute("insert into kalends.schema_version (version) values (4711)");
      assertThat(MetricsServer.get(serving, "/actuator/health/readiness").statusCode())
          .isEqualTo(503);
    }
  }

  /** Shuts the database, and ends who is in it: a stopped server might lose its port meanwhile. */
  private void letIn(boolean everybody) {
    PostgresServer server = database.server();
    server.execute(
        "alter database %s with allow_connections %s".formatted(database.name(), everybody));
    if (!everybody) {
      server.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
              .formatted(database.name()));
    }
  }
}
