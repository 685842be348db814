package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.kalends.domain.JobName;
import io.kalends.domain.RunRequest;
import io.kalends.testing.Months;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a real server shows to Prometheus and to a kubelet. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class MetricsIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeAll
  static void oneServerIsEnough() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
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
                    "kalends_(up|runbook|processes|database_bytes|growth|query_p95|partition_size).*"));
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
    try (Server server = MetricsServer.serve(database.url())) {
      assertThat(MetricsServer.scrape(server))
          .containsEntry("kalends_up", 1.0)
          .containsEntry("kalends_runbook_info{url=\"docs/runbook/\"}", 1.0)
          .containsKey(
              "kalends_finding{finding=\"overdue_drop\",severity=\"warning\",table=\"public.events\"}")
          .containsEntry("kalends_partitions{table=\"public.events\"}", 15.0);
      assertThat(Program.on(database).run("run", "maintenance").code()).isZero();
      await()
          .untilAsserted(() -> assertThat(steady(MetricsServer.scrape(server))).isEqualTo(bySql()));
      before = steady(MetricsServer.scrape(server));
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
                  MetricsServer.scrape(server).keySet().stream()
                      .anyMatch(
                          it -> it.startsWith("kalends_query_p95_seconds{pattern=\"a period\"")));
    }
    try (Server another = MetricsServer.serve(database.url())) {
      assertThat(steady(MetricsServer.scrape(another))).isEqualTo(before);
    }
  }

  @Test
  void metricsMayBeKeptForThoseWithATokenButNotTheProbesOfAKubelet() {
    try (Server server =
        MetricsServer.serve(database.url(), Map.of("kalends.open-metrics", "false"))) {
      assertThat(MetricsServer.get(server, "/actuator/prometheus").statusCode()).isEqualTo(401);
      assertThat(MetricsServer.get(server, "/actuator/health/liveness").statusCode())
          .isEqualTo(200);
      assertThat(MetricsServer.get(server, "/actuator/health/readiness").statusCode())
          .isEqualTo(200);
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
            MetricsServer.sources(database.url()),
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
}
