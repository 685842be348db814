package io.kalends.testing;

import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A clock that a test advances. {@link #sleep} returns at once and advances it by its argument.
 * Thread-safe.
 */
public final class ManualTicker implements Ticker {
  private final List<Duration> sleeps = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 1_000; // overflows early, as System.nanoTime may

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void sleep(Duration length) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    sleeps.add(length);
    advance(length.isNegative() ? Duration.ZERO : length);
  }

  public synchronized void advance(Duration length) {
    nanos += length.toNanos();
  }

  /** How long each sleep was asked to be, in order. */
  public synchronized List<Duration> sleeps() {
    return List.copyOf(sleeps);
  }
}
