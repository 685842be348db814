package io.kalends.domain;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far a run is, for a line on a terminal. */
public sealed interface Progress {

  /** It has a number now, by which it can be found. */
  record Begun(long runId) implements Progress {}

  /** Tables and actions of the step that is running. */
  record OfTables(Step step, int tablesDone, int tablesTotal, long actionsDone, long actionsTotal)
      implements Progress {}

  /**
   * One step of a migration: {@code done} of {@code total} parts of the work.
   *
   * @param unit what {@code perSecond} counts: row, index, key
   * @param total zero where nobody knows
   * @param perSecond zero as long as nobody knows
   * @param left the time that it will take, once it can be told
   * @param waiting why nothing happens at the moment; empty: something does
   */
  record OfMigration(
      String step,
      String unit,
      long done,
      long total,
      double perSecond,
      @Nullable Duration left,
      List<String> waiting)
      implements Progress {

    public OfMigration {
      waiting = List.copyOf(waiting);
    }
  }
}
