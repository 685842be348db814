package io.kalends.domain;

import java.time.Duration;

/**
 * Elapsed time, and waiting. Whoever waits, or decides by how long something has taken, is given
 * one, so that a test can let an hour pass at once.
 */
public interface Ticker {

  /** Monotonic; only the difference of two values means anything, as of System.nanoTime. */
  long nanos();

  /** Returns when so much time has passed; at once for zero and less. */
  void sleep(Duration length) throws InterruptedException;

  /** How long ago {@code start} was, which came from {@link #nanos}. */
  default Duration since(long start) {
    return Duration.ofNanos(nanos() - start);
  }
}
