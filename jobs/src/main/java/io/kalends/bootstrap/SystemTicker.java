package io.kalends.bootstrap;

import io.kalends.domain.Ticker;
import java.time.Duration;

/** The JVM's monotonic clock, and the only place where a thread of the program sleeps. */
enum SystemTicker implements Ticker {
  INSTANCE;

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void sleep(Duration length) throws InterruptedException {
    Thread.sleep(length);
  }
}
