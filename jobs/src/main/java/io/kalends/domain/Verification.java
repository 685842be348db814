package io.kalends.domain;

import java.time.Duration;
import java.util.List;

/**
 * What comparing the two tables of a migration in one snapshot has shown, partition by partition.
 */
public record Verification(List<Line> lines, Duration took) {

  public Verification {
    lines = List.copyOf(lines);
  }

  /**
   * One partition, and the rows of the monolith that belong into it: how many, and a hash of all.
   */
  public record Line(String partition, long oldRows, long newRows, String oldHash, String newHash) {

    public boolean isEqual() {
      return oldRows == newRows && oldHash.equals(newHash);
    }
  }

  public boolean isEqual() {
    return lines.stream().allMatch(Line::isEqual);
  }

  public long rows() {
    return lines.stream().mapToLong(Line::newRows).sum();
  }

  /** {@code equal: 4,020,000 rows in 24 partitions} or which partitions differ. */
  public String describe() {
    if (isEqual()) {
      return "equal: %,d rows in %d partitions".formatted(rows(), lines.size());
    }
    return lines.stream()
        .filter(line -> !line.isEqual())
        .limit(5)
        .map(
            line ->
                "%s differs: %,d rows in the old table, %,d in the new"
                    .formatted(line.partition(), line.oldRows(), line.newRows()))
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
