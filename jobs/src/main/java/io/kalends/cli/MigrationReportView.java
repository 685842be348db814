package io.kalends.cli;

import io.kalends.domain.JobName;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Outcome;
import io.kalends.domain.QueryCost;
import io.kalends.domain.RunReport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a job of a migration did, as one would paste it into a ticket. */
record MigrationReportView(
    RunReport report, Optional<MigrationStatus> status, List<QueryCost> costs) {

  void print(Terminal terminal) {
    var out = terminal.out();
    out.println(
        terminal.paint(
            Style.STRONG,
            report.job().text()
                + status
                    .map(each -> " of " + Human.visible(each.migration().source().toString()))
                    .orElse("")));
    acts(terminal);
    for (var each : report.problems()) {
      var word = terminal.paint(Style.BAD, each.outcome().text());
      out.println("%s %s: %s".formatted(each.action(), word, lines(each.message())));
    }
    if (isRollbackOfNothing()) {
      out.println(
          "nothing was cut over, and nothing is changed: --give-up would end the migration");
    }
    status.ifPresent(
        each -> {
          out.println();
          new MigrationStatusView(each).print(terminal);
          if (each.longestHold().toMillis() > 0) {
            out.println(
                "worst stall: locks were held for %s at most"
                    .formatted(Human.duration(each.longestHold())));
          }
        });
    new BenchmarkView(costs).print(terminal);
    out.println();
    out.println(new RunView(report).conclusion());
  }

  private boolean isRollbackOfNothing() {
    return report.job() == JobName.ROLLBACK
        && report.lines().isEmpty()
        && status.filter(each -> !each.migration().phase().isOver()).isPresent();
  }

  private void acts(Terminal terminal) {
    var table = new Table("DONE", ">TIMES", ">ROWS", "");
    for (var each : report.lines()) {
      if (each.outcome() == Outcome.DONE) {
        table.row(
            each.action(),
            Human.count(each.count()),
            each.rows() == 0 ? "" : Human.count(each.rows()),
            each.message() == null ? "" : Human.firstLine(each.message()));
      }
    }
    if (!table.isEmpty()) {
      table.print(terminal, "");
    }
  }

  /** All that stands in the way at once: each on a line of its own. */
  private static String lines(@Nullable String messages) {
    return messages == null
        ? ""
        : messages.lines().map(Human::visible).reduce((a, b) -> a + "\n  " + b).orElse("");
  }

  Map<String, @Nullable Object> document() {
    var document = new RunView(report).document();
    document.put(
        "migration", status.map(each -> new MigrationStatusView(each).facts()).orElse(null));
    document.put("benchmark", new BenchmarkView(costs).document());
    return document;
  }
}
