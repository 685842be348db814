package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Ticker;
import io.kalends.testing.ManualTicker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class FailuresTest {

  private static final int MOST_WAITING = 100;

  private final ManualTicker ticker = new ManualTicker();
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Failures failures = new Failures(meters, ticker);

  private List<Long> delays() {
    return ticker.sleeps().stream().map(Duration::toMillis).toList();
  }

  private void fail(String address, int times) {
    for (int i = 0; i < times; i++) {
      failures.slowDown(address);
    }
  }

  @Test
  void eachFailureFromAnAddressWaitsTwiceAsLongAsTheOneBeforeUpToThreeSeconds() {
    fail("10.0.0.1", 12);
    assertThat(delays())
        .containsExactly(
            50L, 100L, 200L, 400L, 800L, 1600L, 3000L, 3000L, 3000L, 3000L, 3000L, 3000L);
  }

  @Test
  void isForgivenAfterAMinuteWithoutAFailureAndNotBefore() {
    fail("10.0.0.1", 1);
    ticker.advance(Duration.ofMinutes(1).minusMillis(50));
    fail("10.0.0.1", 1);
    assertThat(delays()).as("a minute later").containsExactly(50L, 100L);
    ticker.advance(Duration.ofMinutes(1).minusMillis(99));
    fail("10.0.0.1", 1);
    assertThat(delays()).as("and then longer than a minute").containsExactly(50L, 100L, 50L);
  }

  @Test
  void addressesDoNotWaitForEachOther() {
    fail("10.0.0.1", 3);
    fail("10.0.0.2", 1);
    assertThat(delays()).containsExactly(50L, 100L, 200L, 50L);
  }

  @Test
  void eachIsCounted() {
    fail("10.0.0.1", 2);
    fail("10.0.0.2", 1);
    assertThat(meters.get("kalends.login.failures").counter().count()).isEqualTo(3);
  }

  @Test
  void anInterruptEndsTheDelayAndIsKept() {
    Thread.currentThread().interrupt();
    fail("10.0.0.1", 1);
    assertThat(Thread.interrupted()).isTrue();
  }

  /** Whose sleepers sleep until they are woken. */
  private static final class Asleep implements Ticker {
    private final CountDownLatch asleep = new CountDownLatch(MOST_WAITING);
    private final CountDownLatch woken = new CountDownLatch(1);

    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
      assertThat(asleep.getCount()).as("sleepers beyond the limit").isPositive();
      asleep.countDown();
      woken.await();
    }
  }

  @Test
  void whileAHundredWaitTheNextIsAnsweredAtOnce() throws Exception {
    Asleep sleeping = new Asleep();
    Failures full = new Failures(meters, sleeping);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < MOST_WAITING; i++) {
        String address = "10.0.0." + i;
        callers.submit(() -> full.slowDown(address));
      }
      sleeping.asleep.await();
      full.slowDown("10.0.1.1");
      sleeping.woken.countDown();
    }
    assertThat(meters.get("kalends.login.failures").counter().count())
        .isEqualTo(MOST_WAITING + 1.0);
  }
}
