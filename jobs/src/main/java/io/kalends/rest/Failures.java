package io.kalends.rest;

import io.kalends.domain.Ticker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Logins that failed: each from the same address waits twice as long for its answer as the one
 * before, up to three seconds, until none has failed for a minute. Nobody is locked out, since
 * others may come from the same address.
 */
public final class Failures {

  private static final int MOST_ADDRESSES = 10_000;
  private static final int MOST_WAITING = 100;
  private static final long LONGEST_MS = 3_000;
  private static final long FIRST_MS = 50;
  private static final long FORGET = Duration.ofMinutes(1).toNanos();

  private record Seen(int times, long last) {}

  private final Counter counter;
  private final Ticker ticker;
  private final Semaphore waiting = new Semaphore(MOST_WAITING);
  private final Map<String, Seen> byAddress = new LinkedHashMap<>();

  public Failures(MeterRegistry meters, Ticker ticker) {
    this.ticker = ticker;
    this.counter =
        Counter.builder("kalends.login.failures")
            .description("Requests with a bearer token that is not good")
            .register(meters);
  }

  void slowDown(String address) {
    counter.increment();
    long delay = delay(note(address, ticker.nanos()));
    if (!waiting.tryAcquire()) {
      return;
    }
    try {
      ticker.sleep(Duration.ofMillis(delay));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.release();
    }
  }

  private synchronized int note(String address, long now) {
    Seen old = byAddress.remove(address);
    int times = old == null || now - old.last() > FORGET ? 1 : old.times() + 1;
    byAddress.put(address, new Seen(times, now));
    if (byAddress.size() > MOST_ADDRESSES) {
      byAddress.remove(byAddress.keySet().iterator().next());
    }
    return times;
  }

  static long delay(int times) {
    return Math.min(LONGEST_MS, FIRST_MS << Math.min(times - 1, 10));
  }
}
