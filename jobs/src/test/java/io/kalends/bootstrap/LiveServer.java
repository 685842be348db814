package io.kalends.bootstrap;

import io.kalends.control.Tokens;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.domain.Ticker;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code kalends serve} in this process, on a free port, over a test's database. */
public final class LiveServer implements AutoCloseable {

  static {
    Shutdown.done();
  }

  private final Server server;
  private final Tokens tokens;
  private final HttpClient client = HttpClient.newHttpClient();

  private LiveServer(
      String url, SettingsReader reader, UnaryOperator<ServerSettings> change, Ticker ticker) {
    var sources =
        new DataSources(new DataSources.Target(url, null, null, Map.of()), Wiring.owner());
    var own = change.apply(reader.server().at("127.0.0.1", 0));
    this.server = Server.start(reader, own, sources, Clock.systemUTC(), ticker);
    this.tokens = new Tokens(new Database(sources.single()));
  }

  public static LiveServer on(TestDatabase database) {
    return on(database, Map.of());
  }

  /** With these settings, by their names in the configuration. */
  public static LiveServer on(TestDatabase database, Map<String, String> settings) {
    return at(database.url(), settings);
  }

  /** On the database, and as the role, of a URL. */
  public static LiveServer at(String url, Map<String, String> settings) {
    return new LiveServer(
        url, new SettingsReader(settings), server -> server, SystemTicker.INSTANCE);
  }

  /** One whose answers are as old as the ticker says. */
  public static LiveServer on(TestDatabase database, Ticker ticker) {
    return new LiveServer(database.url(), new SettingsReader(Map.of()), server -> server, ticker);
  }

  /** One that also believes the JWTs of this issuer, whose keys are there. */
  public static LiveServer believing(TestDatabase database, String issuer, String keys) {
    return new LiveServer(
        database.url(),
        new SettingsReader(Map.of()),
        s ->
            new ServerSettings(
                s.port(),
                s.host(),
                s.readers(),
                s.runs(),
                s.grace(),
                s.confirmDropPartitions(),
                s.confirmDropBytes(),
                "a token of the environment",
                "operator",
                issuer,
                keys,
                "kalends",
                s.jwtRoleClaim(),
                s.jwtTablesClaim()),
        SystemTicker.INSTANCE);
  }

  /** What came back. */
  public record Reply(int status, String body, java.net.http.HttpHeaders headers) {

    public JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    @Override
    public String toString() {
      return status + " " + body;
    }
  }

  public String url() {
    return server.url();
  }

  public String token(Role role, String tables) {
    return tokens
        .create(
            role.text() + "-" + UUID.randomUUID(),
            role,
            TablePatterns.parse(tables),
            Duration.ofHours(1))
        .secret();
  }

  public Tokens tokens() {
    return tokens;
  }

  public Reply get(String token, String path) {
    return send(request(token, path).GET());
  }

  public Reply post(String token, String path, String body) {
    return send(
        request(token, path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  /** Without a version when {@code ifMatch} is empty. */
  public Reply put(String token, String path, String ifMatch, String body) {
    var request = request(token, path);
    if (!ifMatch.isEmpty()) {
      request.header("If-Match", ifMatch);
    }
    return send(
        request
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public HttpRequest.Builder request(String token, String path) {
    var request = HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofSeconds(60));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  public Reply send(HttpRequest.Builder request) {
    try {
      var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public boolean stop() {
    return server.stop();
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
