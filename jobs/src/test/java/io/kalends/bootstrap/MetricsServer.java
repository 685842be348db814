package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.postgres.DataSources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A server that probes each second, and what it answers to who scrapes it. */
final class MetricsServer {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private MetricsServer() {}

  static Server serve(String url) {
    return serve(url, Map.of());
  }

  static Server serve(String url, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("kalends.probe-interval", "1s");
    SettingsReader reader = new SettingsReader(all);
    return Server.start(
        reader, reader.server().at("127.0.0.1", 0), sources(url), Clock.systemUTC());
  }

  static DataSources sources(String url) {
    return new DataSources(new DataSources.Target(url, null, null, Map.of()), Wiring.owner());
  }

  static HttpResponse<String> get(Server server, String path) {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(server.url() + path)).build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(path, e);
    }
  }

  /** The series that come from the database, and kalends_up, by name and labels. */
  static Map<String, Double> scrape(Server server) {
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
}
