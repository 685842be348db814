package io.kalends.bootstrap;

import io.kalends.cli.Cli;
import io.kalends.cli.Terminal;
import java.util.TimeZone;

/**
 * The program. Options are parsed before anything else is loaded, so that {@code --help} is quick.
 */
public final class Kalends {
  private Kalends() {}

  public static void main(String[] arguments) {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    var environment = System.getenv();
    var cli = new Cli(Terminal.ofProcess(environment), new Wiring(environment)::open);
    int code = cli.run(arguments);
    Shutdown.done();
    System.exit(code);
  }
}
