package io.kalends.domain;

import org.jspecify.annotations.Nullable;

/**
 * What takes the place of every table's own policy for one run, and changes no policy. Null: as the
 * policy says.
 */
public record Overrides(@Nullable Integer retentionMonths, @Nullable Integer futurePartitions) {

  public static final Overrides NONE = new Overrides(null, null);

  public Overrides {
    within("retentionMonths", retentionMonths, 1, 1200);
    within("futurePartitions", futurePartitions, 0, 1000);
  }

  private static void within(String name, @Nullable Integer value, int least, int most) {
    if (value != null && (value < least || value > most)) {
      throw new KalendsException.BadInput(
          "%s is %d".formatted(name, value), "give %d to %d".formatted(least, most));
    }
  }

  /**
   * As it stands in a run's identity: {@code " retention_months=12"}; nothing where there is none.
   */
  public String text() {
    return (retentionMonths == null ? "" : " retention_months=" + retentionMonths)
        + (futurePartitions == null ? "" : " future_partitions=" + futurePartitions);
  }
}
