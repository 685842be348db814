package io.kalends.bootstrap;

import io.kalends.cli.Cli;
import io.kalends.cli.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/**
 * What the launcher runs once after a build, so that the JVM can write down which classes are
 * loaded (the AOT cache): the usual commands, in one process, on an embedded server of its own,
 * which is stopped in the end. Its output is of no interest.
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

  private Training() {}

  public static void main(String[] arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    var environment = Map.<String, String>of();
    var cli = new Cli(Terminal.ofProcess(environment), new Wiring(environment)::open);
    try {
      for (String command : COMMANDS) {
        cli.run(command.split(" "));
      }
    } finally {
      Shutdown.done();
      new EmbeddedServer(Path.of(System.getProperty("kalends.embedded", ".kalends"))).stop();
    }
  }
}
