package io.kalends.control;

import io.kalends.domain.TableName;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the managed tables are: a summary of each and all findings, the worst first. */
public record Health(List<Summary> tables, List<Finding> findings) {

  /** One table: HEALTHY, CLEANUP_NEEDED, NO_PARTITIONS or what else the database says of it. */
  public record Summary(
      TableName table,
      String status,
      long partitions,
      @Nullable Long rows,
      long bytes,
      @Nullable LocalDate oldest,
      @Nullable LocalDate newest,
      long pendingCleanup) {}

  public Health {
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  public boolean isGreen() {
    return findings.stream().noneMatch(Finding::matters);
  }
}
