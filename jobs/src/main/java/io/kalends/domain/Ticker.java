package io.kalends.domain;

import java.time.Duration;

/**
 * A monotonic clock that can also wait. Classes that wait, or decide by elapsed time, get one in
 * their constructor, so that a test lets an hour pass without waiting.
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
