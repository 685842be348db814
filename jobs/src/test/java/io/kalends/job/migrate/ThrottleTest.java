package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Pace;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the next range may begin, on a server that says what the test wants. */
class ThrottleTest {

  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);
  private static final Duration INSTANT = Duration.ofNanos(1);
  private static final int ENOUGH_FOR_A_BASELINE = 25;

  private final ManualTicker ticker = new ManualTicker();
  private final FakeSignals signals = new FakeSignals();
  private final Probes probes = new Probes(signals, probing -> {});
  private Throttle throttle;

  @BeforeEach
  void begin() {
    throttle = new Throttle(signals, ticker, probes);
  }

  private void probe(int times, Duration commit) {
    signals.commit = commit;
    IntStream.range(0, times).forEach(i -> probes.probe());
  }

  /** Has the pace, and knows how long a commit takes alone: one millisecond. */
  private void work(Pace pace) {
    signals.pace = pace;
    throttle.before();
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(1));
  }

  private boolean takeTurn(Duration took) {
    boolean mine = throttle.before().isOver();
    if (mine) {
      throttle.after(8, took);
    }
    return mine;
  }

  @Test
  void theServerIsAskedTwiceASecondAtMost() {
    IntStream.range(0, 10).forEach(i -> takeTurn(Duration.ZERO));
    assertThat(signals.looks).isEqualTo(1);
    ticker.advance(HALF_A_SECOND.minus(INSTANT));
    takeTurn(Duration.ZERO);
    assertThat(signals.looks).isEqualTo(1);
    ticker.advance(INSTANT);
    takeTurn(Duration.ZERO);
    assertThat(signals.looks).isEqualTo(2);
  }

  @Test
  void aReasonIsShownOnceAndGoes() {
    signals.reasons = List.of("paused by hand");
    assertThat(throttle.before()).isEqualTo(new Throttle.Wait(HALF_A_SECOND, signals.reasons));
    assertThat(throttle.before().isOver()).isFalse();
    assertThat(signals.noted).containsExactly(List.of("paused by hand"));
    signals.reasons = List.of();
    ticker.advance(HALF_A_SECOND);
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(throttle.reasons()).isEmpty();
    assertThat(signals.noted).containsExactly(List.of("paused by hand"), List.of());
  }

  @Test
  void whoClosesItWaitsForNothingAnyMore() {
    signals.reasons = List.of("paused by hand");
    throttle.before();
    throttle.close();
    assertThat(signals.noted).last().isEqualTo(List.of());
  }

  @Test
  void waitsInShortPausesUntilTheReasonIsGone() {
    signals.reasons = List.of("paused by hand");
    AtomicInteger looks = new AtomicInteger();
    boolean mine =
        throttle.await(
            () -> {
              if (looks.incrementAndGet() == 10) {
                signals.reasons = List.of();
              }
              return false;
            });
    assertThat(mine).isTrue();
    assertThat(ticker.sleeps())
        .hasSizeBetween(9, 12)
        .allSatisfy(each -> assertThat(each).isLessThanOrEqualTo(Duration.ofMillis(200)));
  }

  @Test
  void doesNotWaitOnWhenItIsToStop() {
    signals.reasons = List.of("paused by hand");
    AtomicInteger looks = new AtomicInteger();
    assertThat(throttle.await(() -> looks.incrementAndGet() == 3)).isFalse();
    assertThat(ticker.sleeps()).hasSize(2);
  }

  @Test
  void anInterruptEndsTheWaitAndIsKept() {
    signals.reasons = List.of("paused by hand");
    Thread.currentThread().interrupt();
    assertThat(throttle.await(() -> false)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void nothingIsCopiedBeforeItIsKnownHowLongACommitTakesAlone() {
    signals.pace = Pace.GENTLE;
    assertThat(throttle.before()).isEqualTo(new Throttle.Wait(Duration.ofMillis(50), List.of()));
    probe(ENOUGH_FOR_A_BASELINE - 1, Duration.ofMillis(1));
    assertThat(throttle.before().isOver()).isFalse();
    probe(1, Duration.ofMillis(1));
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(probes.baseline()).isEqualTo(1);
  }

  @Test
  void gentleRestsThreeTimesAsLongAsTheRangeTook() {
    work(Pace.GENTLE);
    assertThat(takeTurn(Duration.ofMillis(10))).isTrue();
    assertThat(throttle.before().length()).isEqualTo(Duration.ofMillis(30));
    ticker.advance(Duration.ofMillis(30).minus(INSTANT));
    assertThat(throttle.before().length()).isEqualTo(INSTANT);
    ticker.advance(INSTANT);
    assertThat(throttle.before().isOver()).isTrue();
  }

  @Test
  void fastDoesNotRest() {
    assertThat(takeTurn(Duration.ofSeconds(20))).isTrue();
    assertThat(throttle.before().isOver()).isTrue();
  }

  @Test
  void restsNoLongerAfterCatchingUpThanThatTook() {
    work(Pace.GENTLE);
    assertThat(throttle.before().isOver()).isTrue();
    throttle.afterCatchingUp(500, Duration.ofSeconds(20));
    assertThat(throttle.before().length()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void restsLongerWhileCommitsAreSlowerThanThePaceAllowsUpToTenTimes() {
    work(Pace.GENTLE);
    assertThat(takeTurn(Duration.ofMillis(10))).isTrue();
    ticker.advance(Duration.ofSeconds(1));
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(6)); // twice of what is allowed
    Duration before = Duration.ofMillis(30);
    for (int i = 0; i < 10; i++) {
      assertThat(takeTurn(Duration.ofMillis(10))).isTrue();
      Duration rest = throttle.before().length();
      assertThat(rest).isBetween(before, Duration.ofMillis(100));
      before = rest;
      ticker.advance(Duration.ofSeconds(1));
    }
    assertThat(before).isEqualTo(Duration.ofMillis(100));
  }

  @Test
  void waitsWhileCommitsTakeFarTooLongAndUntilTheyDoNot() {
    work(Pace.GENTLE);
    assertThat(takeTurn(Duration.ofMillis(10))).isTrue();
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(50));
    ticker.advance(HALF_A_SECOND);
    assertThat(throttle.before().reasons())
        .containsExactly("commits take 50 ms, and 1.0 ms without us");
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(1));
    ticker.advance(HALF_A_SECOND);
    assertThat(throttle.before().isOver()).isTrue();
  }

  @Test
  void commitsThatAreAsSlowWithoutUsAreTheNewBaseline() {
    work(Pace.GENTLE);
    assertThat(takeTurn(Duration.ofMillis(10))).isTrue();
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(50));
    ticker.advance(HALF_A_SECOND);
    assertThat(throttle.before().isOver()).isFalse();
    probe(ENOUGH_FOR_A_BASELINE, Duration.ofMillis(50));
    ticker.advance(HALF_A_SECOND);
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(probes.baseline()).isEqualTo(50);
  }

  @Test
  void asManyWorkAtOnceAsThePaceAllows() {
    signals.workers = 3;
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(throttle.before().isOver()).isTrue();
    assertThat(throttle.before()).isEqualTo(new Throttle.Wait(Duration.ofMillis(50), List.of()));
    throttle.after(8, Duration.ZERO);
    assertThat(throttle.before().isOver()).isTrue();
  }

  @Test
  void theRateOfTheCopyIsMeasuredFromTheFirstRangeOn() {
    signals.reasons = List.of("paused by hand");
    throttle.before();
    assertThat(signals.metered).as("nothing is copied yet").isEmpty();
    signals.reasons = List.of();
    ticker.advance(HALF_A_SECOND);
    takeTurn(Duration.ZERO);
    ticker.advance(HALF_A_SECOND);
    takeTurn(Duration.ZERO);
    assertThat(signals.metered).containsExactly(true, false);
  }
}
