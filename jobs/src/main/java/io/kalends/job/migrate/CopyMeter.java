package io.kalends.job.migrate;

import io.kalends.domain.Progress;
import io.kalends.postgres.MigrationBook.Stripe;
import io.kalends.postgres.Protocol.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the copy is, how fast it is, and how long it will take, by the blocks that are left. */
final class CopyMeter {

  private final Map<Integer, Long> left = new HashMap<>();
  private final long totalBlocks;
  private final long blocksAtStart;
  private long rows;
  private long start;
  private long end;

  CopyMeter(List<Stripe> stripes) {
    stripes.forEach(each -> left.put(each.number(), each.left()));
    this.totalBlocks = stripes.stream().mapToLong(Stripe::blocks).sum();
    this.blocksAtStart = blocksLeft();
  }

  /** The clock runs from the first range on. */
  synchronized void begin() {
    if (start == 0) {
      start = System.nanoTime();
    }
  }

  synchronized void copied(int stripe, Range range) {
    rows += range.rows();
    left.put(stripe, range.finished() ? 0 : range.leftBlocks());
    end = System.nanoTime();
  }

  synchronized long rows() {
    return rows;
  }

  synchronized Progress.OfMigration progress(List<String> waiting) {
    long blocksLeft = blocksLeft();
    double seconds = seconds();
    double rate = seconds == 0 ? 0 : (blocksAtStart - blocksLeft) / seconds;
    Duration time = rate == 0 ? null : Duration.ofMillis(Math.round(1000 * blocksLeft / rate));
    double rowRate = seconds == 0 ? 0 : rows / seconds;
    return new Progress.OfMigration(
        "copy", "row", totalBlocks - blocksLeft, totalBlocks, rowRate, left(time), waiting);
  }

  private static @Nullable Duration left(@Nullable Duration time) {
    return time;
  }

  /** {@code 25.3 s, 159,000 rows/s}, for the ledger. */
  synchronized String describe() {
    return String.format(
        Locale.ROOT, "%.1f s, %,.0f rows/s", seconds(), rows / Math.max(0.001, seconds()));
  }

  private double seconds() {
    return start == 0 || end == 0 ? 0 : (end - start) / 1e9;
  }

  private long blocksLeft() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }
}
