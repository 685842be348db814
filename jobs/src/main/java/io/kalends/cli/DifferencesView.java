package io.kalends.cli;

import io.kalends.domain.Difference;
import io.kalends.domain.MigrationStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows that are not the same in the two tables of a migration, after the last comparison. */
record DifferencesView(MigrationStatus status, List<Difference> found, int limit) {

  void print(Terminal terminal) {
    var out = terminal.out();
    out.println(
        terminal.paint(Style.STRONG, "differences of " + status.migration().source().toString()));
    var check = status.check();
    if (check != null) {
      out.println(
          "compared %s: %s"
              .formatted(Human.moment(check.at()), Human.visible(String.valueOf(check.verdict()))));
    }
    if (found.isEmpty()) {
      out.println(terminal.paint(Style.GOOD, "now no row differs"));
      return;
    }
    out.println();
    var table = new Table("KEY", "PARTITION", "");
    for (var each : found) {
      table.row(each.key(), each.partition() == null ? "" : each.partition(), each.what());
    }
    table.print(terminal, "");
    out.println();
    out.println(
        "%s%s; mend: kalends migrate verify %s --repair"
            .formatted(
                Human.plural(found.size(), "row"),
                found.size() < limit ? "" : " at least, more with --limit",
                status.migration().source().forShell()));
  }

  Map<String, @Nullable Object> document(int exitCode) {
    var check = status.check();
    return Json.object(
        "exit_code",
        exitCode,
        "table",
        status.migration().source(),
        "checked_at",
        check == null ? null : check.at(),
        "verdict",
        check == null ? null : check.verdict(),
        "complete",
        found.size() < limit,
        "differences",
        Json.list(
            found,
            each ->
                Json.object(
                    "key", each.key(), "partition", each.partition(), "what", each.what())));
  }
}
