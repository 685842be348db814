package io.kalends.cli;

import io.kalends.control.Health;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Health for reading: a table of tables, then every finding with its mend. */
record HealthView(Health health) {

  void print(Terminal terminal) {
    var table =
        new Table(
            "TABLE", "STATUS", ">PARTITIONS", ">ROWS", ">SIZE", "OLDEST", "NEWEST", ">TO DROP");
    for (var each : health.tables()) {
      table.row(
          each.table(),
          new Table.Cell(each.status(), "HEALTHY".equals(each.status()) ? Style.GOOD : Style.WARN),
          Human.count(each.partitions()),
          each.rows() == 0 ? "?" : Human.rows(each.rows(), false),
          Human.bytes(each.bytes()),
          each.oldest() == null ? "-" : each.oldest(),
          each.newest() == null ? "-" : each.newest(),
          Human.count(each.partitionsToDrop()));
    }
    if (table.isEmpty()) {
      terminal.out().println("no managed tables: find some with kalends adopt --dry-run");
    } else {
      table.print(terminal, "");
    }
    terminal.out().println();
    FindingsView.print(health.findings(), terminal);
  }

  Map<String, @Nullable Object> document(int exitCode) {
    return Json.object(
        "exit_code", exitCode,
        "green", health.isGreen(),
        "tables", Json.list(health.tables(), HealthView::summary),
        "findings", Json.list(health.findings(), FindingsView::finding));
  }

  private static Map<String, @Nullable Object> summary(Health.Summary each) {
    return Json.object(
        "table_name", each.table(),
        "health_status", each.status(),
        "total_partitions", each.partitions(),
        "total_rows", each.rows(),
        "total_bytes", each.bytes(),
        "oldest_partition", each.oldest(),
        "newest_partition", each.newest(),
        "partitions_to_drop", each.partitionsToDrop());
  }
}
