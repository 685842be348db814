package io.kalends.cli;

import io.kalends.domain.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kalends install}: schema kalends, made or brought up to date. */
@Command(
    name = "install",
    description =
        "Makes schema kalends or brings it up to date; takes over what psql -f install.sql made."
            + " Touches no table of yours.")
final class InstallCommand implements Callable<Integer> {
  private final Root root;

  InstallCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var report = session.install().install();
          return new Answer(
              ExitCode.DONE.code(),
              terminal ->
                  terminal
                      .out()
                      .println(
                          report.changed()
                              ? "schema kalends installed: version %s, %s"
                                  .formatted(
                                      report.version(), Human.plural(report.migrations(), "script"))
                              : "schema kalends is up to date: version " + report.version()),
              () ->
                  Json.object(
                      "exit_code", 0,
                      "changed", report.changed(),
                      "version", report.version(),
                      "scripts", report.migrations()));
        });
  }
}
