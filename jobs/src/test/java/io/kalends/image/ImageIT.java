package io.kalends.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Network;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The image against PostgreSQL in containers: started, stopped and killed as a cluster does it. */
@ParameterizedClass
@ValueSource(ints = {15, 18})
class ImageIT {

  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private static Network network;
  private static PostgreSQLContainer database;
  private static Image image;

  @Parameter int version;

  @BeforeAll
  static void thereIsAnImage() {
    assumeTrue(PostgresServer.version() == 18, "once is enough: it brings its own servers");
    assumeTrue(
        Image.isThere(),
        "skipped: no Docker here, or no image kalends:latest in it; make image builds it");
  }

  @BeforeParameterizedClassInvocation
  static void start(int version) {
    network = Network.newNetwork();
    database =
        new PostgreSQLContainer("postgres:" + version)
            .withDatabaseName("app")
            .withNetwork(network)
            .withNetworkAliases("database");
    database.start();
    image =
        new Image(
            network.getId(),
            List.of(
                "PGHOST=database",
                "PGDATABASE=app",
                "PGUSER=" + database.getUsername(),
                "PGPASSWORD=" + database.getPassword()));
    var installed = image.run("install");
    assertThat(installed.code()).as(installed.output()).isZero();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    database.stop();
    network.close();
  }

  /** Six partitions are missing, and two past their retention. */
  @BeforeEach
  void thereIsWork() throws SQLException {
    try (Connection connection = database.createConnection("");
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists public.events cascade");
      statement.execute(Months.table("events", 14));
    }
  }

  private String value(String sql) {
    try (Connection connection = database.createConnection("");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private String executions(String what, String name) {
    return value(
        """
        select %s from kalends.batch_job_execution e
        join kalends.batch_job_execution_params p using (job_execution_id)
        where p.parameter_name = 'identity' and p.parameter_value = 'maintenance %s'
        """
            .formatted(what, name));
  }

  /** Starts the nightly run, keeps it from its first lock, and sends it a signal. */
  private int disturbed(String name, String signal) throws SQLException {
    try (Connection connection = database.createConnection("");
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table public.events in share mode");
      String id = image.begin("256m", "run", "maintenance", "--name", name);
      await()
          .atMost(TIMEOUT)
          .until(() -> executions("max(e.status)", name), status -> "STARTED".equals(status));
      Image.signal(id, signal);
      int code = Image.awaitEnd(id);
      Image.remove(id);
      connection.rollback();
      return code;
    }
  }

  /** As Kubernetes does: again after 75, since the dead one's lease has to expire. */
  private Image.Ended retried(String... arguments) {
    return await()
        .atMost(TIMEOUT)
        .pollInterval(Duration.ofSeconds(3))
        .until(() -> image.run(arguments), ended -> ended.code() != 75);
  }

  @Test
  void theNightlyRunDoesItsWork() {
    assertThat(value("show server_version")).startsWith(version + ".");
    var plan = image.run("plan", "--detailed-exitcode");
    assertThat(plan.code()).as(plan.output()).isEqualTo(3);
    var first = image.run("run", "maintenance", "--name", "kalends-maintenance-29384400");
    assertThat(first.code()).as(first.output()).isZero();
    assertThat(first.output()).contains("created 6", "dropped 2");
    assertThat(value(Months.count("events"))).isEqualTo("19");
    var again = image.run("run", "maintenance", "--name", "kalends-maintenance-29384400");
    assertThat(again.code()).isZero();
    assertThat(again.output()).contains("nothing to do");
  }

  @Test
  void theNextContainerResumesTheRunOfOneThatWasKilled() throws SQLException {
    assertThat(disturbed("nightly-1", "KILL")).isEqualTo(137);
    var next = retried("run", "maintenance", "--name", "nightly-1");
    assertThat(next.code()).as(next.output()).isZero();
    assertThat(executions("count(distinct job_instance_id) || ' ' || count(*)", "nightly-1"))
        .isEqualTo("1 2");
    assertThat(value(Months.count("events"))).isEqualTo("19");
  }

  @Test
  void aKilledRunIsRestartedByItsNumber() throws SQLException {
    assertThat(disturbed("restarted-1", "KILL")).isEqualTo(137);
    var id = executions("max(e.job_execution_id)", "restarted-1");
    var next = retried("runs", "restart", id);
    assertThat(next.code()).as(next.output()).isZero();
    assertThat(executions("count(distinct job_instance_id) || ' ' || count(*)", "restarted-1"))
        .isEqualTo("1 2");
    assertThat(value(Months.count("events"))).isEqualTo("19");
  }

  @Test
  void sigtermStopsARunThatGoesOnLater() throws SQLException {
    assertThat(disturbed("stopped-1", "TERM")).isEqualTo(143);
    assertThat(executions("max(e.status)", "stopped-1")).isEqualTo("STOPPED");
    var next = retried("run", "maintenance", "--name", "stopped-1");
    assertThat(next.code()).as(next.output()).isZero();
    assertThat(executions("count(distinct job_instance_id) || ' ' || count(*)", "stopped-1"))
        .isEqualTo("1 2");
  }

  @Test
  void oneOfTwoServersMayEndWhileTheOtherAnswers() {
    var first = image.begin("768m", "serve", "--host", "0.0.0.0");
    var second = image.begin("768m", "serve", "--host", "0.0.0.0");
    try {
      await().atMost(TIMEOUT).until(() -> isReady(first) && isReady(second));
      Image.signal(first, "TERM");
      assertThat(Image.awaitEnd(first)).as(Image.logs(first)).isEqualTo(143);
      assertThat(isReady(second)).isTrue();
      Image.signal(second, "TERM");
      assertThat(Image.awaitEnd(second)).as(Image.logs(second)).isEqualTo(143);
    } finally {
      Image.remove(first);
      Image.remove(second);
    }
  }

  private static boolean isReady(String server) {
    var url = URI.create("http://" + Image.address(server) + "/actuator/health/readiness");
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.discarding());
      return answer.statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
