package io.kalends.cli;

import io.kalends.domain.QueryCost;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the usual queries cost on the old table and on the new one. */
record BenchmarkView(List<QueryCost> costs) {

  void print(Terminal terminal) {
    var table = new Table("QUERY BY", ">OLD", ">BLOCKS", ">NEW", ">BLOCKS", ">PARTITIONS READ");
    for (var each : costs) {
      table.row(
          each.pattern(),
          milliseconds(each.oldMs()),
          Human.count(each.oldBlocks()),
          milliseconds(each.newMs()),
          Human.count(each.newBlocks()),
          Human.count(each.newTables()));
    }
    if (!table.isEmpty()) {
      terminal.out().println();
      table.print(terminal, "");
    }
  }

  private static String milliseconds(double value) {
    return String.format(Locale.ROOT, "%.2f ms", value);
  }

  List<Map<String, @Nullable Object>> document() {
    return Json.list(
        costs,
        each ->
            Json.object(
                "pattern", each.pattern(),
                "old_ms", each.oldMs(),
                "old_blocks", each.oldBlocks(),
                "new_ms", each.newMs(),
                "new_blocks", each.newBlocks(),
                "new_tables", each.newTables()));
  }
}
