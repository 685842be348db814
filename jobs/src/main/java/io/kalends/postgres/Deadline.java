package io.kalends.postgres;

import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The time that one action has, and the pauses between its tries: growing, and with jitter. */
final class Deadline {

  private static final long FIRST_PAUSE_MS = 40;
  private static final long LONGEST_PAUSE_MS = 800;

  private final long start;
  private final Duration limit;
  private final Ticker ticker;
  private final RandomGenerator random;
  private long pauseMs = FIRST_PAUSE_MS;

  Deadline(Duration limit, Ticker ticker, RandomGenerator random) {
    this.start = ticker.nanos();
    this.limit = limit;
    this.ticker = ticker;
    this.random = random;
  }

  long elapsedMs() {
    return ticker.since(start).toMillis();
  }

  Duration left() {
    return limit.minusMillis(elapsedMs());
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
      ticker.sleep(Duration.ofMillis(wait));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
