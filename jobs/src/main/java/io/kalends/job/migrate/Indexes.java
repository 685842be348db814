package io.kalends.job.migrate;

import io.kalends.domain.Progress;
import io.kalends.domain.Ticker;
import io.kalends.job.Undertaking;
import io.kalends.postgres.MigrationBook;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The indexes that have still to be built, and then the statistics; each worker takes the next. It
 * goes on for as long as a range may take: with many small partitions a statement takes a few
 * milliseconds.
 */
final class Indexes {

  private final Undertaking undertaking;
  private final Queue<Task> left;
  private final int total;
  private final AtomicInteger done = new AtomicInteger();
  private final Ticker ticker;
  private final long start;

  Indexes(Undertaking undertaking) {
    this.undertaking = undertaking;
    this.ticker = undertaking.ticker();
    this.start = ticker.nanos();
    MigrationBook book = undertaking.doors().book();
    List<Task> tasks =
        Stream.concat(
                book.indexStatements(undertaking.id()).stream()
                    .map(index -> new Task("index", index.sql())),
                book.analyzeStatements(undertaking.id()).stream()
                    .map(sql -> new Task("analyze", sql)))
            .toList();
    this.left = new ConcurrentLinkedQueue<>(tasks);
    this.total = tasks.size();
  }

  /** One statement, and what the ledger calls it. */
  private record Task(String action, String sql) {}

  static Indexes of(Undertaking undertaking) {
    return undertaking.notes(Indexes.class, () -> new Indexes(undertaking));
  }

  boolean isDone() {
    return done.get() == total;
  }

  /** Carries out what there is time for in one turn; true when nothing is left. */
  boolean pass(Throttle throttle) {
    if (left.isEmpty()) {
      return true;
    }
    if (!throttle.await(() -> mustEnd(throttle))) {
      return undertaking.isPaused();
    }
    long begun = ticker.nanos();
    try {
      Task next = left.poll();
      while (next != null) {
        undertaking.doors().protocol().execute(undertaking.mandate(), next.action(), next.sql());
        done.incrementAndGet();
        undertaking.tell(progress(List.of()));
        next = isOver(begun, throttle) ? null : left.poll();
      }
    } finally {
      throttle.after(0, ticker.since(begun));
    }
    return left.isEmpty();
  }

  private boolean isOver(long begun, Throttle throttle) {
    return undertaking.isStopped() || ticker.since(begun).compareTo(throttle.range()) > 0;
  }

  private boolean mustEnd(Throttle throttle) {
    if (!throttle.reasons().isEmpty()) {
      undertaking.tell(progress(throttle.reasons()));
      undertaking.lookForPause();
    }
    return undertaking.isStopped() || undertaking.isPaused();
  }

  private Progress.OfMigration progress(List<String> waiting) {
    int built = done.get();
    double seconds = (ticker.nanos() - start) / 1e9;
    return new Progress.OfMigration(
        "index", "statement", built, total, built / seconds, left(built, seconds), waiting);
  }

  private @Nullable Duration left(int built, double seconds) {
    return built == 0
        ? null
        : Duration.ofMillis(Math.round(1000 * seconds * (total - built) / built));
  }
}
