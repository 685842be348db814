package io.kalends.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real server pushes to a collector of OpenTelemetry. */
class OpenTelemetryIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeAll
  static void oneServerIsEnough() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
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
    try (Server server = MetricsServer.serve(database.url(), settings)) {
      await().until(() -> pushed.stream().anyMatch(it -> it.contains("kalends_tables")));
      assertThat(MetricsServer.scrape(server)).containsKey("kalends_tables");
    } finally {
      collector.stop(0);
    }
  }
}
