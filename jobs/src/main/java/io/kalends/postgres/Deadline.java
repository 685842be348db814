package io.kalends.postgres;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time that one action has, and the pauses between its tries: growing, and with jitter. */
final class Deadline {

  private static final long FIRST_PAUSE_MS = 40;
  private static final long LONGEST_PAUSE_MS = 800;

  private final long start = System.nanoTime();
  private final Duration limit;
  private final RandomGenerator random;
  private long pauseMs = FIRST_PAUSE_MS;

  Deadline(Duration limit, RandomGenerator random) {
    this.limit = limit;
    this.random = random;
  }

  long elapsedMs() {
    return (System.nanoTime() - start) / 1_000_000;
  }

  Duration left() {
    return limit.minusMillis(elapsedMs());
  }

  boolean isOver() {
    return !left().isPositive();
  }

  /** Waits a little, never past the deadline; false when there is no time left to try again. */
  boolean pause() {
    long leftMs = left().toMillis();
    if (leftMs <= 0 || Thread.currentThread().isInterrupted()) {
      return false;
    }
    long wait = Math.min(leftMs, random.nextLong(pauseMs / 2, pauseMs + 1));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    try {
      Thread.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
