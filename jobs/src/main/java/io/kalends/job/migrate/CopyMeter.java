package io.kalends.job.migrate;

import io.kalends.domain.Progress;
import io.kalends.postgres.MigrationBook.Stripe;
import io.kalends.postgres.Protocol.Range;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the copy is, how fast it is, and how long it will take, by the blocks that are left. */
final class CopyMeter {

  private final Map<Integer, Long> left = new HashMap<>();
  private final long totalBlocks;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private long rows;
  private long start;
  private long end;

  /** How many blocks were left at that instant. */
  private record Sample(long at, long left) {}

  CopyMeter(List<Stripe> stripes) {
    stripes.forEach(each -> left.put(each.number(), each.left()));
    this.totalBlocks = stripes.stream().mapToLong(Stripe::blocks).sum();
  }

  /** The clock runs from the first range on. */
  void begin() {
    beginAt(System.nanoTime());
  }

  void copied(int stripe, Range range) {
    copiedAt(System.nanoTime(), stripe, range);
  }

  synchronized void beginAt(long now) {
    if (samples.isEmpty()) {
      start = now;
      end = now;
      samples.addLast(new Sample(now, blocksLeft()));
    }
  }

  synchronized void copiedAt(long now, int stripe, Range range) {
    rows += range.rows();
    left.put(stripe, range.finished() ? 0 : range.leftBlocks());
    end = now;
    samples.addLast(new Sample(now, blocksLeft()));
    long half = start + (now - start) / 2;
    while (samples.size() > 2 && samples.getFirst().at() < half) {
      samples.removeFirst();
    }
  }

  synchronized long rows() {
    return rows;
  }

  synchronized Progress.OfMigration progress(List<String> waiting) {
    long blocksLeft = blocksLeft();
    double seconds = seconds();
    double rowRate = seconds == 0 ? 0 : rows / seconds;
    return new Progress.OfMigration(
        "copy", "row", totalBlocks - blocksLeft, totalBlocks, rowRate, timeLeft(), waiting);
  }

  /**
   * By the rate in the latest half of the time so far: the first ranges are small, and later ones
   * may be slower, since the application writes more, or the pace was changed.
   */
  private @Nullable Duration timeLeft() {
    if (samples.size() < 2) {
      return null;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long copied = first.left() - last.left();
    return copied <= 0
        ? null
        : Duration.ofNanos(last.at() - first.at()).multipliedBy(last.left()).dividedBy(copied);
  }

  /** {@code 25.3 s, 159,000 rows/s}, for the ledger. */
  synchronized String describe() {
    return String.format(
        Locale.ROOT, "%.1f s, %,.0f rows/s", seconds(), rows / Math.max(0.001, seconds()));
  }

  private double seconds() {
    return (end - start) / 1e9;
  }

  private long blocksLeft() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }
}
