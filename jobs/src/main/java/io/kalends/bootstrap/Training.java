package io.kalends.bootstrap;

import io.kalends.cli.Cli;
import io.kalends.cli.Serving;
import io.kalends.cli.Session;
import io.kalends.cli.Terminal;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/**
 * What the launcher runs once after a build, so that the JVM can write down which classes are
 * loaded (the AOT cache): with {@code commands} the usual ones, with {@code serve} a server that
 * answers once, in one process, on an embedded server of its own, which is stopped in the end. Its
 * output is of no interest.
 */
final class Training {
  private static final List<String> COMMANDS =
      List.of(
          "--help",
          "install",
          "plan",
          "plan --output json",
          "run maintenance --dry-run",
          "run maintenance",
          "run maintenance",
          "health",
          "list events",
          "migrate plan PlatformAnalytics --into platform_analytics --rename snake",
          "migrate status",
          "runs list",
          "doctor --output json");

  private static final List<String> QUESTIONS =
      List.of(
          "partitions/health",
          "partitions/list",
          "partitions/status",
          "runs",
          "schedules",
          "nothing");

  private Training() {}

  private static void commands(Wiring wiring) {
    var cli = new Cli(Terminal.ofProcess(Map.of()), wiring::open);
    for (String command : COMMANDS) {
      cli.run(command.split(" "));
    }
  }

  private static void serve(Wiring wiring) {
    new Cli(Terminal.ofProcess(Map.of()), wiring::open).run("serve", "--help");
    try (Session session = wiring.open(null, line -> {});
        Serving server = session.serve(null, 0)) {
      String token =
          session
              .tokens()
              .create(
                  UUID.randomUUID().toString(), Role.VIEWER, TablePatterns.ALL, Duration.ofHours(1))
              .secret();
      for (String question : QUESTIONS) {
        URLConnection connection =
            URI.create(server.url() + "/api/v1/" + question).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.getHeaderField(0);
      }
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    var environment = Map.<String, String>of();
    var wiring = new Wiring(environment);
    try {
      for (String argument : arguments) {
        if (argument.equals("serve")) {
          serve(wiring);
        } else {
          commands(wiring);
        }
      }
    } finally {
      Shutdown.done();
      new EmbeddedServer(Path.of(System.getProperty("kalends.embedded", ".kalends"))).stop();
    }
  }
}
