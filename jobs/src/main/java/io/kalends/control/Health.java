package io.kalends.control;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the managed tables are: a summary of each and all findings, the worst first. */
public record Health(List<Summary> tables, List<Finding> findings) {

  /**
   * One table: HEALTHY, CLEANUP_NEEDED or NO_PARTITIONS; its oldest and newest partition as
   * PostgreSQL writes a date, which may be {@code -infinity}.
   */
  public record Summary(
      String table,
      String status,
      long partitions,
      long rows,
      long bytes,
      @Nullable String oldest,
      @Nullable String newest,
      long partitionsToDrop) {}

  public Health {
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  /** The worst finding about a table that somebody has to act on. */
  public Optional<Finding> worst(Summary table) {
    String name = table.table().contains(".") ? table.table() : "public." + table.table();
    return findings.stream()
        .filter(Finding::matters)
        .filter(each -> each.subject() != null && (each.subject() + " ").startsWith(name + " "))
        .findFirst();
  }

  public boolean isGreen() {
    return findings.stream().noneMatch(Finding::matters);
  }
}
