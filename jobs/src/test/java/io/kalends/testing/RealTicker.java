package io.kalends.testing;

import io.kalends.domain.Ticker;
import java.time.Duration;

/** Time as it passes, for a test in which the database has something to do meanwhile. */
public final class RealTicker implements Ticker {

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }
}
