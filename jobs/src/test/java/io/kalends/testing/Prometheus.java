package io.kalends.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prometheus with one target, where it is installed (Debian: prometheus). */
public final class Prometheus implements AutoCloseable {

  private final Process process;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private Prometheus(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  public static boolean isInstalled() {
    return Tool.find("prometheus").isPresent();
  }

  /** Scrapes a server every second and evaluates the rules as often. */
  public static Prometheus scraping(String url, Path rules) throws IOException {
    Path home = Files.createTempDirectory("prometheus");
    Path settings =
        Files.writeString(
            home.resolve("prometheus.yml"),
            """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files: ['%s']
            scrape_configs:
              - job_name: kalends
                metrics_path: /actuator/prometheus
                static_configs:
                  - targets: ['%s']
            """
                .formatted(rules.toAbsolutePath(), URI.create(url).getAuthority()));
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Tool.find("prometheus").orElseThrow().path().toString(),
                "--config.file=" + settings,
                "--storage.tsdb.path=" + home.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("output").toFile())
            .start();
    return new Prometheus(process, port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** How many series an expression has now. */
  public int series(String expression) {
    return ask("query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
        .at("/data/result")
        .size();
  }

  /** The names of the alerts that are pending or firing. */
  public TreeSet<String> alerts() {
    var names = new TreeSet<String>();
    ask("alerts")
        .at("/data/alerts")
        .forEach(each -> names.add(each.at("/labels/alertname").asString()));
    return names;
  }

  /** Nothing as long as it does not listen yet; a query that it refuses is an error. */
  private JsonNode ask(String what) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/api/v1/%s".formatted(port, what)))
            .build();
    try {
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 400) {
        throw new AssertionError(what + ": " + answer.body());
      }
      return answer.statusCode() == 200
          ? JsonMapper.shared().readTree(answer.body())
          : JsonMapper.shared().createObjectNode();
    } catch (IOException e) {
      return JsonMapper.shared().createObjectNode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
