package io.kalends.control;

import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets one line a minute into the log, of what anybody may cause as often as he likes. */
public final class LogThrottle {
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final Ticker ticker;
  private final AtomicReference<@Nullable Long> last = new AtomicReference<>();

  public LogThrottle(Ticker ticker) {
    this.ticker = ticker;
  }

  /** True once a minute. */
  public boolean isOpen() {
    long now = ticker.nanos();
    Long before = last.get();
    return (before == null || now - before > MINUTE) && last.compareAndSet(before, now);
  }
}
