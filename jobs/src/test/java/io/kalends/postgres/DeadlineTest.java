package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Ticker;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {

  private static final int SEEDS = 200;

  private final ManualTicker ticker = new ManualTicker();

  private static final class Interrupting implements Ticker {
    @Override
    public long nanos() {
      return 0;
    }

    @Override
    public void sleep(Duration length) throws InterruptedException {
      throw new InterruptedException();
    }
  }

  @Test
  void pausesDoubleUpToALimitEachBetweenHalfAndTheWholeOfIt() {
    List<Long> longest = List.of(40L, 80L, 160L, 320L, 640L, 800L, 800L, 800L);
    for (int seed = 0; seed < SEEDS; seed++) {
      ManualTicker each = new ManualTicker();
      Deadline deadline = new Deadline(Duration.ofHours(1), each, new Random(seed));
      longest.forEach(pause -> assertThat(deadline.pause()).isTrue());
      for (int i = 0; i < longest.size(); i++) {
        assertThat(each.sleeps().get(i).toMillis())
            .as("pause %d of seed %d", i, seed)
            .isBetween(longest.get(i) / 2, longest.get(i));
      }
    }
  }

  @Test
  void pausesDifferFromOneProcessToAnother() {
    List<Duration> first =
        IntStream.range(0, SEEDS)
            .mapToObj(
                seed -> {
                  ManualTicker each = new ManualTicker();
                  new Deadline(Duration.ofHours(1), each, new Random(seed)).pause();
                  return each.sleeps().getFirst();
                })
            .distinct()
            .toList();
    assertThat(first).hasSizeGreaterThan(10).contains(Duration.ofMillis(20), Duration.ofMillis(40));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 39, 500, 10_000})
  void isTriedUntilTheDeadlineAndNeverPausesPastIt(long limit) {
    for (int seed = 0; seed < SEEDS; seed++) {
      ManualTicker each = new ManualTicker();
      Deadline deadline = new Deadline(Duration.ofMillis(limit), each, new Random(seed));
      while (deadline.pause()) {
        assertThat(deadline.elapsedMs()).as("seed %d", seed).isLessThanOrEqualTo(limit);
      }
      assertThat(deadline.elapsedMs()).as("seed %d", seed).isEqualTo(limit);
      assertThat(deadline.left()).isZero();
    }
  }

  @Test
  void workBetweenThePausesCounts() {
    Deadline deadline = new Deadline(Duration.ofSeconds(1), ticker, new Random(1));
    ticker.advance(Duration.ofMillis(990));
    assertThat(deadline.left()).isEqualTo(Duration.ofMillis(10));
    assertThat(deadline.pause()).isTrue();
    assertThat(ticker.sleeps()).containsExactly(Duration.ofMillis(10));
    assertThat(deadline.pause()).isFalse();
  }

  @Test
  void afterTheDeadlineThereIsNoPause() {
    Deadline deadline = new Deadline(Duration.ofSeconds(1), ticker, new Random(1));
    ticker.advance(Duration.ofSeconds(2));
    assertThat(deadline.left()).isEqualTo(Duration.ofSeconds(-1));
    assertThat(deadline.pause()).isFalse();
    assertThat(ticker.sleeps()).isEmpty();
  }

  @Test
  void whoIsInterruptedDoesNotTryAgain() {
    Deadline deadline = new Deadline(Duration.ofSeconds(1), ticker, new Random(1));
    Thread.currentThread().interrupt();
    assertThat(deadline.pause()).isFalse();
    assertThat(Thread.interrupted()).as("kept for the caller").isTrue();
    assertThat(ticker.sleeps()).isEmpty();
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    Deadline deadline = new Deadline(Duration.ofSeconds(1), new Interrupting(), new Random(1));
    assertThat(deadline.pause()).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }
}
