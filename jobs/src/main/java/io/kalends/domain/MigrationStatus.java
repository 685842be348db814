package io.kalends.domain;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a migration is. {@code waitsFor} says in words what would bring it further, {@code throttled}
 * why its run rests, {@code lockWaits} who keeps it from a lock; {@code suspect} why the two tables
 * may differ; {@code kept} the old table's name while it is kept; {@code longestHold} how long its
 * locks have kept anybody waiting at most. {@code rowsPerSecond} and {@code left} are those of the
 * copy by the run that works on it: zero and null when there is none.
 */
public record MigrationStatus(
    Migration migration,
    OffsetDateTime since,
    OffsetDateTime createdAt,
    double rowsPerSecond,
    @Nullable Duration left,
    @Nullable String message,
    @Nullable String worker,
    @Nullable String waitsFor,
    @Nullable String suspect,
    @Nullable String restart,
    @Nullable String kept,
    @Nullable OffsetDateTime verifiedAt,
    @Nullable OffsetDateTime cutOverAt,
    Amounts amounts,
    List<String> throttled,
    List<String> lockWaits,
    @Nullable Check check,
    Duration longestHold) {

  public MigrationStatus {
    throttled = List.copyOf(throttled);
    lockWaits = List.copyOf(lockWaits);
  }

  /** What is done, and of how much; rows in total are an estimate until the copy has ended. */
  public record Amounts(
      long rowsDone,
      long rowsTotal,
      long blocksDone,
      long blocksTotal,
      long bytesOld,
      long bytesNew,
      long partitions,
      long indexesTotal,
      long indexesLeft,
      long logLength) {}

  /** The last comparison of the two tables: verify or audit. */
  public record Check(
      String kind, OffsetDateTime at, boolean equal, long rows, @Nullable String verdict) {}
}
