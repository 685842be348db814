package io.kalends.domain;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for. Without {@code asOf} the database's clock decides; without {@code table}
 * every enabled table is meant; without {@code maxDrops} each table's own limit holds. {@code full}
 * is for VACUUM FULL; {@code dryRun} plans and touches nothing.
 */
public record RunRequest(
    JobName job,
    @Nullable OffsetDateTime asOf,
    @Nullable TableName table,
    @Nullable Integer maxDrops,
    boolean full,
    boolean dryRun) {

  public RunRequest {
    if (maxDrops != null && maxDrops < 0) {
      throw new KalendsException.BadInput(
          "max-drops is %d".formatted(maxDrops), "give 0 or more partitions per table");
    }
  }

  public static RunRequest of(JobName job) {
    return new RunRequest(job, null, null, null, false, false);
  }
}
