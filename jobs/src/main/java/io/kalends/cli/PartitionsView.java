package io.kalends.cli;

import io.kalends.control.Partition;
import io.kalends.domain.TableName;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Partitions for reading, table by table, with totals. */
record PartitionsView(List<Partition> partitions) {

  void print(Terminal terminal) {
    var out = terminal.out();
    if (partitions.isEmpty()) {
      out.println("no partitions");
      return;
    }
    byTable()
        .forEach(
            (name, list) -> {
              long bytes = list.stream().mapToLong(Partition::bytes).sum();
              var head =
                  "%s: %s, %s%s"
                      .formatted(
                          Human.visible(name.toString()),
                          Human.plural(list.size(), "partition"),
                          Human.bytes(bytes),
                          zone(list));
              out.println(terminal.paint(Style.STRONG, head));
              table(name, list).print(terminal, "  ");
              out.println();
            });
  }

  private static Table table(TableName parent, List<Partition> partitions) {
    var table = new Table("PARTITION", "FROM", "TO", "STATE", ">ROWS", ">SIZE", "ANALYZED");
    for (var each : partitions) {
      boolean here = each.name().schema().equals(parent.schema());
      table.row(
          here ? each.name().name() : each.name().toString(),
          bound(each.local().lower(), each.lower()),
          bound(each.local().upper(), each.upper()),
          new Table.Cell(each.state(), colour(each.state())),
          Human.rows(each.rows(), each.rowsExact()),
          Human.bytes(each.bytes()),
          Human.moment(each.analyzed()));
    }
    return table;
  }

  private static String bound(@Nullable String local, @Nullable OffsetDateTime instant) {
    return local == null ? Human.bound(instant) : Human.bound(local);
  }

  /** Said only where it is not UTC. */
  private static String zone(List<Partition> list) {
    String zone = list.getFirst().local().zone();
    return zone.equals("UTC") ? "" : ", bounds in " + zone;
  }

  private static Style colour(String state) {
    return switch (state) {
      case "current" -> Style.GOOD;
      case "expired", "pending detach" -> Style.WARN;
      case "future" -> Style.FAINT;
      default -> Style.PLAIN;
    };
  }

  private Map<TableName, List<Partition>> byTable() {
    return partitions.stream()
        .collect(Collectors.groupingBy(Partition::table, LinkedHashMap::new, Collectors.toList()));
  }

  Map<String, @Nullable Object> document() {
    return Json.object(
        "exit_code", 0, "partitions", Json.list(partitions, PartitionsView::partition));
  }

  private static Map<String, @Nullable Object> partition(Partition each) {
    return Json.object(
        "table_schema",
        each.table().schema(),
        "table_name",
        each.table().name(),
        "partition_schema",
        each.name().schema(),
        "partition_name",
        each.name().name(),
        "lower_bound",
        each.lower(),
        "upper_bound",
        each.upper(),
        "time_zone",
        each.local().zone(),
        "state",
        each.state(),
        "rows",
        each.rows(),
        "rows_exact",
        each.rowsExact(),
        "bytes",
        each.bytes(),
        "last_analyze",
        each.analyzed(),
        "last_vacuum",
        each.vacuumed());
  }
}
