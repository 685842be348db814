package io.kalends.cli;

import io.kalends.control.Finding;
import io.kalends.control.Finding.Severity;
import io.kalends.control.Health;
import java.util.Locale;
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
          status(each),
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

  /** The worst finding; what the summary says where there is none. */
  private Table.Cell status(Health.Summary each) {
    return health
        .worst(each)
        .map(
            finding ->
                new Table.Cell(
                    finding.finding().equals("overdue_drop")
                        ? each.status()
                        : finding.finding().toUpperCase(Locale.ROOT),
                    finding.severity() == Severity.CRITICAL ? Style.BAD : Style.WARN))
        .orElseGet(
            () ->
                new Table.Cell(
                    each.status(), "HEALTHY".equals(each.status()) ? Style.GOOD : Style.WARN));
  }

  Map<String, @Nullable Object> document(int exitCode) {
    return Json.object(
        "exit_code", exitCode,
        "green", health.isGreen(),
        "tables", Json.list(health.tables(), this::summary),
        "findings", Json.list(health.findings(), FindingsView::finding));
  }

  private Map<String, @Nullable Object> summary(Health.Summary each) {
    return Json.object(
        "table_name", each.table(),
        "health_status", each.status(),
        "worst_finding", health.worst(each).map(Finding::finding).orElse(null),
        "total_partitions", each.partitions(),
        "total_rows", each.rows(),
        "total_bytes", each.bytes(),
        "oldest_partition", each.oldest(),
        "newest_partition", each.newest(),
        "partitions_to_drop", each.partitionsToDrop());
  }
}
