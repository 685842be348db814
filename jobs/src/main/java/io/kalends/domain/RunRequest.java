package io.kalends.domain;

import java.time.OffsetDateTime;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for. Without {@code asOf} the database's clock decides; without {@code table}
 * every enabled table is meant; without {@code maxDrops} each table's own limit holds. {@code full}
 * is for VACUUM FULL; {@code options} are for the jobs of a migration, by {@link
 * MigrationOption#text}. {@code overrides} take the place of policies; {@code actor} is who asks,
 * for the ledger, and null for the command line, where the database's role says it; {@code tick} is
 * the moment of a schedule that it is the run of, as in {@code nightly@2026-11-20T02:00:00Z}.
 */
public record RunRequest(
    JobName job,
    @Nullable OffsetDateTime asOf,
    @Nullable TableName table,
    @Nullable Integer maxDrops,
    boolean full,
    Map<String, String> options,
    Overrides overrides,
    @Nullable String actor,
    @Nullable String tick) {

  public RunRequest {
    options = Map.copyOf(options);
    MigrationOption.require(job, options.keySet());
    if (job.isMigration() && table == null) {
      throw new KalendsException.BadInput(
          "job %s needs a table".formatted(job.text()), "say table=NAME");
    }
    if (maxDrops != null && maxDrops < 0) {
      throw new KalendsException.BadInput(
          "max-drops is %d".formatted(maxDrops), "give 0 or more partitions per table");
    }
  }

  /** A job of a migration. */
  public static RunRequest of(JobName job, TableName table, Map<String, String> options) {
    return new RunRequest(job, null, table, null, false, options, Overrides.NONE, null, null);
  }

  public static RunRequest of(JobName job) {
    return new RunRequest(job, null, null, null, false, Map.of(), Overrides.NONE, null, null);
  }

  /** The same, asked for by somebody who is named in the ledger. */
  public RunRequest by(@Nullable String who) {
    return new RunRequest(job, asOf, table, maxDrops, full, options, overrides, who, tick);
  }
}
