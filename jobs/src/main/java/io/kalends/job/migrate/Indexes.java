package io.kalends.job.migrate;

import io.kalends.domain.Progress;
import io.kalends.job.Undertaking;
import io.kalends.postgres.MigrationBook.IndexStatement;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** The indexes that have still to be built; each worker takes the next. */
final class Indexes {

  private final Undertaking undertaking;
  private final Queue<IndexStatement> left;
  private final int total;
  private final AtomicInteger built = new AtomicInteger();
  private final long start = System.nanoTime();

  Indexes(Undertaking undertaking) {
    this.undertaking = undertaking;
    List<IndexStatement> statements = undertaking.doors().book().indexStatements(undertaking.id());
    this.left = new ConcurrentLinkedQueue<>(statements);
    this.total = statements.size();
  }

  static Indexes of(Undertaking undertaking) {
    return undertaking.notes(Indexes.class, () -> new Indexes(undertaking));
  }

  boolean isDone() {
    return built.get() == total;
  }

  /** Builds one index; true when there is none left. */
  boolean pass(Throttle throttle) {
    if (left.isEmpty()) {
      return true;
    }
    if (!throttle.await(() -> mustEnd(throttle))) {
      return undertaking.isPaused();
    }
    long begun = System.nanoTime();
    try {
      IndexStatement next = left.poll();
      if (next != null) {
        undertaking.doors().protocol().execute(undertaking.mandate(), "index", next.sql());
        built.incrementAndGet();
      }
    } finally {
      throttle.after(0, Duration.ofNanos(System.nanoTime() - begun));
    }
    undertaking.tell(progress(List.of()));
    return left.isEmpty();
  }

  private boolean mustEnd(Throttle throttle) {
    if (!throttle.reasons().isEmpty()) {
      undertaking.tell(progress(throttle.reasons()));
      undertaking.lookForPause();
    }
    return undertaking.isStopped() || undertaking.isPaused();
  }

  private Progress.OfMigration progress(List<String> waiting) {
    int done = built.get();
    double seconds = (System.nanoTime() - start) / 1e9;
    Duration time =
        done == 0 ? null : Duration.ofMillis(Math.round(1000 * seconds * (total - done) / done));
    return new Progress.OfMigration("index", "index", done, total, done / seconds, time, waiting);
  }
}
