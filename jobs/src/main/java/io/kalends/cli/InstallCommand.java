package io.kalends.cli;

import io.kalends.control.Install;
import io.kalends.control.Register.Managed;
import io.kalends.domain.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
          var managed = session.register().managed();
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> print(terminal, report, managed),
              () ->
                  Json.object(
                      "exit_code", 0,
                      "changed", report.changed(),
                      "version", report.version(),
                      "scripts", report.migrations(),
                      "tables", Json.list(managed, InstallCommand::document)));
        });
  }

  private static void print(Terminal terminal, Install.Report report, List<Managed> managed) {
    terminal
        .out()
        .println(
            report.changed()
                ? "schema kalends installed: version %s, %s"
                    .formatted(report.version(), Human.plural(report.migrations(), "script"))
                : "schema kalends is up to date: version " + report.version());
    if (managed.isEmpty()) {
      terminal.out().println("no table is managed yet: kalends adopt --dry-run shows candidates");
      return;
    }
    var table = new Table("MANAGED TABLE", "POLICY", "PAST ITS RETENTION");
    for (var each : managed) {
      boolean held = each.expired() > 0 && !each.confirmed();
      table.row(
          Human.visible(each.table().toString()),
          each.policy(),
          new Table.Cell(each.outcome(), held ? Style.WARN : Style.PLAIN));
    }
    table.print(terminal, "  ");
    terminal.out().println("see what a run would do: kalends plan");
  }

  private static Map<String, @Nullable Object> document(Managed each) {
    return Json.object(
        "table_schema", each.table().schema(),
        "table_name", each.table().name(),
        "policy", each.policy(),
        "expired_partitions", each.expired(),
        "confirmed", each.confirmed(),
        "outcome", each.outcome());
  }
}
