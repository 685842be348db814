package io.kalends.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.kalends.domain.JobName;
import io.kalends.domain.RunRequest;
import io.kalends.postgres.DataSources;
import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a real server shows to Prometheus, to a kubelet, and to a collector of OpenTelemetry. */
@Execution(ExecutionMode.CONCURRENT)
class MetricsIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void oneServerIsEnough() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
  }

  private static Server serve(String url) {
    return serve(url, Map.of());
  }

  private static Server serve(String url, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kalends.probe-interval", "1s");
    SettingsReader reader = new SettingsReader(all);
    return Server.start(
        reader, reader.server().at("127.0.0.1", 0), sources(url), Clock.systemUTC());
  }

  private static DataSources sources(String url) {
    return new DataSources(new DataSources.Target(url, null, null, Map.of()), Wiring.owner());
  }

  private HttpResponse<String> get(Server server, String path) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** The series that come from the database, and kalends_up, by name and labels. */
  private Map<String, Double> scrape(Server server) {
    HttpResponse<String> answer = get(server, "/actuator/prometheus");
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer
        .body()
        .lines()
        .filter(line -> line.startsWith("kalends_") && !line.startsWith("kalends_login"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                (one, other) -> one,
                TreeMap::new));
  }

  /** Without what goes on while one looks: the probe's, the size, the pace, who lives. */
  private Map<String, Double> bySql() {
    Map<String, Double> series = new TreeMap<>();
    for (String row :
        database.rows(
            """
            select m.metric || coalesce('{' || (select string_agg(format('%s="%s"', key, value), ',' order by key) from jsonb_each_text(m.labels)) || '}', ''), m.value
            from kalends.metrics() m
            """)) {
      int bar = row.lastIndexOf('|');
      series.put(row.substring(0, bar), Double.valueOf(row.substring(bar + 1)));
    }
    return steady(series);
  }

  private static Map<String, Double> steady(Map<String, Double> series) {
    Map<String, Double> steady = new TreeMap<>(series);
    steady
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "kalends_(up|processes|database_bytes|growth|query_p95|partition_size).*"));
    return steady;
  }

  @Test
  void whatIsScrapedIsWhatSqlSaysAndOutlivesTheProcessThatDidTheWork() {
    database.execute("delete from kalends.partition_config");
    database.execute(Months.table("events", 14));
    database.execute("select kalends.register('events')");
    // the program writes down times of its own zone, which is UTC but for tests
    database.execute("update kalends.partition_config set created_at = now() - interval '1 day'");
    Map<String, Double> before;
    try (Server server = serve(database.url())) {
      assertThat(scrape(server))
          .containsEntry("kalends_up", 1.0)
          .containsKey(
              "kalends_finding{finding=\"overdue_drop\",severity=\"warning\",table=\"public.events\"}")
          .containsEntry("kalends_partitions{table=\"public.events\"}", 15.0);
      assertThat(Program.on(database).run("run", "maintenance").code()).isZero();
      await().untilAsserted(() -> assertThat(steady(scrape(server))).isEqualTo(bySql()));
      before = steady(scrape(server));
      assertThat(before)
          .doesNotContainKey(
              "kalends_finding{finding=\"overdue_drop\",severity=\"warning\",table=\"public.events\"}")
          .containsEntry("kalends_headroom_periods{table=\"public.events\"}", 6.0)
          .containsKey("kalends_job_last_success_timestamp_seconds{job_name=\"maintenance\"}")
          .containsKey(
              "kalends_step_last_success_timestamp_seconds{step=\"drop\",table=\"public.events\"}")
          .containsEntry("kalends_runs{job_name=\"maintenance\",state=\"completed\"}", 1.0);
      await()
          .until(
              () ->
                  scrape(server).keySet().stream()
                      .anyMatch(
                          it -> it.startsWith("kalends_query_p95_seconds{pattern=\"a period\"")));
    }
    try (Server another = serve(database.url())) {
      assertThat(steady(scrape(another))).isEqualTo(before);
    }
  }

  @Test
  void aDatabaseThatIsGoneMakesUpZeroAndTheServerUnreadyAndBothComeBack() {
    try (Server serving = serve(database.url())) {
      assertThat(scrape(serving)).containsEntry("kalends_up", 1.0).containsKey("kalends_tables");
      assertThat(get(serving, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      letIn(false);
      await().untilAsserted(() -> assertThat(scrape(serving)).containsOnlyKeys("kalends_up"));
      assertThat(scrape(serving)).containsEntry("kalends_up", 0.0);
      assertThat(get(serving, "/actuator/health/readiness").statusCode()).isEqualTo(503);
      assertThat(get(serving, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      letIn(true);
      await().untilAsserted(() -> assertThat(scrape(serving)).containsEntry("kalends_up", 1.0));
      assertThat(get(serving, "/actuator/health/readiness").statusCode()).isEqualTo(200);
      database.execute("insert into kalends.schema_version (version) values (4711)");
      assertThat(get(serving, "/actuator/health/readiness").statusCode()).isEqualTo(503);
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

  @Test
  void metricsMayBeKeptForThoseWithATokenButNotTheProbesOfAKubelet() {
    try (Server server = serve(database.url(), Map.of("kalends.open-metrics", "false"))) {
      assertThat(get(server, "/actuator/prometheus").statusCode()).isEqualTo(401);
      assertThat(get(server, "/actuator/health/liveness").statusCode()).isEqualTo(200);
      assertThat(get(server, "/actuator/health/readiness").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void springBatchMeasuresTheJobAndItsStepsAndNoSeriesIsNamedAfterATable() {
    database.execute("delete from kalends.partition_config");
    database.execute(Months.table("events", 3) + Months.table("others", 3));
    database.execute("select kalends.register('events'), kalends.register('others')");
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(registry));
    try (Runner runner =
        new Runner(
            new SettingsReader(Map.of()),
            sources(database.url()),
            Clock.systemUTC(),
            observations)) {
      runner.launcher().run(RunRequest.of(JobName.MAINTENANCE), progress -> {});
    }
    assertThat(registry.find("spring.batch.job").timers())
        .singleElement()
        .satisfies(timer -> assertThat(timer.count()).isEqualTo(1));
    assertThat(registry.find("spring.batch.step").timers())
        .extracting(timer -> timer.getId().getTag("spring.batch.step.name"))
        .containsExactlyInAnyOrder("create", "analyze", "drop", "record", "audit");
    assertThat(registry.getMeters())
        .flatExtracting(meter -> meter.getId().getTags())
        .extracting(Object::toString)
        .noneMatch(tag -> tag.contains("events"));
  }

  @Test
  void openTelemetryGetsTheGaugesWhenItIsConfiguredAndNothingBefore() throws IOException {
    Collection<String> pushed = new ConcurrentLinkedQueue<>();
    HttpServer collector = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    collector.createContext(
        "/v1/metrics",
        exchange -> {
          pushed.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    String otlp = "management.otlp.metrics.export.";
    int port = collector.getAddress().getPort();
    Map<String, String> settings =
        Map.of(
            otlp + "enabled",
            "true",
            otlp + "step",
            "1s",
            otlp + "url",
            "http://127.0.0.1:%d/v1/metrics".formatted(port));
    try (Server server = serve(database.url(), settings)) {
      await().until(() -> pushed.stream().anyMatch(it -> it.contains("kalends_tables")));
      assertThat(scrape(server)).containsKey("kalends_tables");
    } finally {
      collector.stop(0);
    }
  }
}
