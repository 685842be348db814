package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkerTest {
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private Worker worker(Duration longest) {
    return new Worker("test", longest, stopping::get, ticker);
  }

  @Test
  void anErrorEndsATurnAndNotTheWorker() throws InterruptedException {
    AtomicInteger turns = new AtomicInteger();
    AtomicBoolean last = new AtomicBoolean();
    Worker worker = worker(LONGEST);
    worker.start(
        () -> {
          switch (turns.incrementAndGet()) {
            case 1 -> throw new StackOverflowError("planted");
            case 2 -> throw new IllegalStateException("planted");
            default -> stopping.set(true);
          }
        },
        () -> last.set(true));
    worker.join();
    assertThat(turns).hasValue(3);
    assertThat(last).isTrue();
    assertThat(ticker.sleeps()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @Test
  void aTurnThatTakesTooLongIsNotWell() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Worker worker = worker(LONGEST);
    assertThat(worker.isWell()).as("not begun").isTrue();
    worker.start(
        () -> {
          begun.countDown();
          hold(release);
        },
        () -> {});
    begun.await();
    ticker.advance(LONGEST.minusSeconds(1));
    assertThat(worker.isWell()).isTrue();
    ticker.advance(Duration.ofSeconds(2));
    assertThat(worker.isWell()).isFalse();
    stopping.set(true);
    assertThat(worker.isWell()).as("stopping").isTrue();
    release.countDown();
    worker.join();
  }

  @Test
  void whereATurnMayTakeAnyTimeOnlyADeadThreadIsNotWell() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    Worker worker = worker(Duration.ZERO);
    worker.start(
        () -> {
          hold(release);
          Thread.currentThread().interrupt();
          throw new IllegalStateException("planted: the pause after it is interrupted");
        },
        () -> {});
    ticker.advance(Duration.ofDays(2));
    assertThat(worker.isWell()).isTrue();
    release.countDown();
    worker.join();
    assertThat(worker.isWell()).isFalse();
  }

  private static void hold(CountDownLatch release) {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
