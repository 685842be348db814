package io.kalends.domain;

import java.time.Duration;

/**
 * How long an application's statement may wait because of us, and how long we go on trying.
 *
 * @param budget the most that a statement of the application may be kept waiting (200 ms)
 * @param deadline the time after which one action gives up and says who is in the way (10 s)
 */
public record LockBudget(Duration budget, Duration deadline) {

  public static final LockBudget DEFAULT =
      new LockBudget(Duration.ofMillis(200), Duration.ofSeconds(10));

  public LockBudget {
    if (budget.toMillis() < 4 || deadline.compareTo(budget) < 0) {
      throw new KalendsException.Misconfigured(
          "lock budget %s with deadline %s makes no sense".formatted(budget, deadline),
          "set kalends.lock-budget to 4 ms or more and kalends.lock-deadline not below it");
    }
  }

  /** Three quarters are for waiting in the lock's queue; the rest is for holding it. */
  public Duration lockTimeout() {
    return budget.multipliedBy(3).dividedBy(4);
  }

  /**
   * A transaction younger than this may end by itself while we queue; an older one is waited out.
   */
  public Duration patience() {
    return lockTimeout().dividedBy(2);
  }
}
