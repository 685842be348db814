package io.kalends.cli;

import io.kalends.control.Adopt.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tables that nobody managed: what was read from the catalogue, and what became of each. */
record AdoptView(List<Candidate> candidates, boolean dryRun) {

  void print(Terminal terminal) {
    var out = terminal.out();
    if (candidates.isEmpty()) {
      out.println("every partitioned table is managed already");
      return;
    }
    table().print(terminal, "");
    candidates.stream().flatMap(AdoptView::remarks).forEach(out::println);
    long able = candidates.stream().filter(Candidate::isAdoptable).count();
    out.println();
    out.println(
        "%s %s of %s; %s"
            .formatted(
                dryRun ? "would adopt" : "adopted",
                Human.count(able),
                Human.plural(candidates.size(), "table"),
                dryRun
                    ? "nothing was changed: name the tables, or say --all"
                    : "see what a run would do: kalends plan"));
  }

  private Table table() {
    var table =
        new Table("TABLE", "BY", "GRANULARITY", "ZONE", ">PARTITIONS", ">GAPS", "KEEP", "FROM", "");
    for (var each : candidates) {
      table.row(
          each.table(),
          each.column() == null ? "-" : each.column() + " " + text(each.columnType()),
          text(each.granularity()),
          text(each.timeZone()),
          Human.count(each.partitions()),
          Human.count(each.gaps()),
          keep(each),
          each.source(),
          result(each));
    }
    return table;
  }

  private static Stream<String> remarks(Candidate each) {
    var name = Human.visible(each.table().toString());
    if (each.obstacle() != null) {
      return Stream.of("not adopted: %s: %s".formatted(name, Human.visible(each.obstacle())));
    }
    var remarks = new ArrayList<String>();
    if (each.oddBounds() > 0) {
      var odd = Human.plural(each.oddBounds(), "partition");
      remarks.add(
          "%s: %s with bounds that are no %s's; they are managed as they are"
              .formatted(name, odd, each.granularity()));
    }
    if (each.source().equals("pg_partman")) {
      remarks.add(
          "%s: pg_partman maintains it too, until its row of part_config is deleted or has automatic_maintenance = 'off'"
              .formatted(name));
    }
    return remarks.stream();
  }

  private Table.Cell result(Candidate each) {
    return each.isAdoptable()
        ? new Table.Cell(dryRun ? "would adopt" : "adopted", Style.GOOD)
        : new Table.Cell("not adopted", Style.WARN);
  }

  private static String keep(Candidate each) {
    if (each.retentionMonths() == null && each.retentionDays() == null) {
      return "for ever";
    }
    int months = each.retentionMonths() == null ? 0 : each.retentionMonths();
    int days = each.retentionDays() == null ? 0 : each.retentionDays();
    return (months > 0 ? Human.plural(months, "month") : "")
        + (months > 0 && days > 0 ? " " : "")
        + (days > 0 || months == 0 ? Human.plural(days, "day") : "");
  }

  private static String text(@Nullable String value) {
    return value == null ? "-" : value;
  }

  Map<String, @Nullable Object> document() {
    return Json.object(
        "exit_code", 0, "dry_run", dryRun, "tables", Json.list(candidates, this::candidate));
  }

  private Map<String, @Nullable Object> candidate(Candidate each) {
    return Json.object(
        "table_schema",
        each.table().schema(),
        "table_name",
        each.table().name(),
        "partition_column",
        each.column(),
        "column_type",
        each.columnType(),
        "granularity",
        each.granularity(),
        "time_zone",
        each.timeZone(),
        "partitions",
        each.partitions(),
        "gaps",
        each.gaps(),
        "odd_bounds",
        each.oddBounds(),
        "oldest",
        each.oldest(),
        "newest",
        each.newest(),
        "retention_months",
        each.retentionMonths(),
        "retention_days",
        each.retentionDays(),
        "retention_action",
        each.retentionAction(),
        "future_partitions",
        each.futurePartitions(),
        "source",
        each.source(),
        "adopted",
        each.isAdoptable() && !dryRun,
        "obstacle",
        each.obstacle());
  }
}
