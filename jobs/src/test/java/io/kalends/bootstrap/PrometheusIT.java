package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.Alerts;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.Prometheus;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real Prometheus scrapes a real server: all that alerts and dashboards ask for has a series. */
@Tag("slow")
class PrometheusIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.installed();

  private static final List<String> SAMPLE =
      List.of("events", "goal_completions", "platform_analytics");

  /** Every finding at once, under the name that the health of the database would give it. */
  private static final String ALL_FINDINGS =
      """
      create or replace function kalends.health(as_of timestamptz default now())
        returns table (severity text, finding text, table_schema text, table_name text,
                       subject text, detail text, mend text, runbook text)
        language sql stable as $$
        select 'warning', f, 'public', 'events', '', '', '', '' from unnest('{%s}'::text[]) f $$
      """;

  private static final String THREE_FAILURES =
      """
      insert into kalends.batch_job_instance (job_instance_id, version, job_name, job_key)
        select 9000 + i, 0, 'drop', md5(i::text) from generate_series(1, 3) i;
      insert into kalends.batch_job_execution
          (job_execution_id, version, job_instance_id, create_time, start_time, end_time, status)
        select 9000 + i, 0, 9000 + i, t, t, t, 'FAILED'
        from generate_series(1, 3) i, lateral (select now() at time zone 'UTC' as t) x;
      """;

  private static final String PROBES =
      """
      insert into kalends.query_probe (table_schema, table_name, pattern, milliseconds)
        select 'public', 'events', 'a period', i from generate_series(1, 20) i
      """;

  /** Spring Batch writes times of the JVM's zone, which is UTC for the program, but not here. */
  private static final String TIMES_IN_UTC =
      """
      update kalends.batch_job_execution
        set create_time = create_time - z, start_time = start_time - z, end_time = end_time - z,
            last_updated = last_updated - z
        from (select make_interval(secs => %1$d)) o (z);
      update kalends.batch_step_execution
        set create_time = create_time - z, start_time = start_time - z, end_time = end_time - z,
            last_updated = last_updated - z
        from (select make_interval(secs => %1$d)) o (z);
      """;

  @BeforeAll
  static void onlyOnce() {
    assumeTrue(PostgresServer.version() == 18, "once is enough");
    assumeTrue(
        Prometheus.isInstalled(),
        "skipped: there is no prometheus here (Debian: prometheus), so nothing is scraped");
  }

  private static void fill() throws IOException {
    for (String table : SAMPLE) {
      String sql = Files.readString(Path.of("sql/sample", table + ".sql"));
      database.execute("set search_path = public; " + sql);
    }
    var program = Program.on(database);
    assertThat(program.run("run", "maintenance").code()).isZero();
    var migrated =
        program.run(
            "migrate", "start", "\"PlatformAnalytics\"", "--into", "pa", "--rename", "snake");
    assertThat(migrated.code()).as(migrated.toString()).isZero();
    database.execute(TIMES_IN_UTC.formatted(OffsetDateTime.now().getOffset().getTotalSeconds()));
    var finding = Pattern.compile("finding=\"(\\w+)\"");
    String findings =
        Alerts.rules().stream()
            .flatMap(each -> finding.matcher(each.expression()).results())
            .map(each -> each.group(1))
            .collect(Collectors.joining(","));
    database.execute(ALL_FINDINGS.formatted(findings));
    database.execute(THREE_FAILURES);
    database.execute(PROBES);
  }

  @Test
  void everyExpressionHasASeries() throws IOException {
    fill();
    var wiring = new Wiring(Map.of("KALENDS_URL", database.url()));
    try (var session = wiring.open(null, line -> {});
        var server = session.serve(null, 0);
        var prometheus = Prometheus.scraping(server.url(), Alerts.RULES)) {
      await().until(() -> prometheus.series("kalends_up == 1") == 1);
      var expected = new TreeSet<>(Alerts.rules().stream().map(Alerts.Alert::name).toList());
      expected.remove("KalendsDown");
      await().untilAsserted(() -> assertThat(prometheus.alerts()).isEqualTo(expected));
      await().untilAsserted(() -> assertThat(withoutSeries(prometheus)).isEmpty());
      server.stop();
    }
  }

  private static List<String> withoutSeries(Prometheus prometheus) throws IOException {
    var empty = new ArrayList<String>();
    for (var each : Alerts.dashboards().entrySet()) {
      String table =
          each.getKey().contains("migration") ? "public.PlatformAnalytics" : "public.events";
      for (String expression : each.getValue()) {
        if (prometheus.series(expression.replace("$table", table)) == 0) {
          empty.add(each.getKey() + ": " + expression);
        }
      }
    }
    return empty;
  }
}
