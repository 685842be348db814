package io.kalends.job;

import io.kalends.domain.Ticker;
import java.time.Duration;

/** How long something has been waited for, and the pauses between two tries, which grow. */
final class Waiting {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final Ticker ticker;
  private final long start;
  private Duration pause = FIRST_PAUSE;

  Waiting(Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.nanos();
  }

  boolean isLongerThan(Duration limit) {
    return ticker.since(start).compareTo(limit) > 0;
  }

  /** An interrupt ends the pause, and is kept for the caller. */
  void pause() {
    try {
      ticker.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }
}
