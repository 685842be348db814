package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private final ManualTicker ticker = new ManualTicker();
  private final Waiting waiting = new Waiting(ticker);

  @Test
  void pausesDoubleUpToFiveSeconds() {
    IntStream.range(0, 7).forEach(i -> waiting.pause());
    assertThat(ticker.sleeps())
        .extracting(Duration::toMillis)
        .containsExactly(250L, 500L, 1_000L, 2_000L, 4_000L, 5_000L, 5_000L);
  }

  @Test
  void isOverOnlyAfterTheLimit() {
    assertThat(waiting.isLongerThan(Duration.ZERO)).isFalse();
    ticker.advance(Duration.ofMinutes(10));
    assertThat(waiting.isLongerThan(Duration.ofMinutes(10))).isFalse();
    ticker.advance(Duration.ofNanos(1));
    assertThat(waiting.isLongerThan(Duration.ofMinutes(10))).isTrue();
    assertThat(waiting.isLongerThan(Duration.ofMinutes(11))).isFalse();
  }

  @Test
  void pausesCountAsWaiting() {
    waiting.pause();
    assertThat(waiting.isLongerThan(Duration.ofMillis(249))).isTrue();
    assertThat(waiting.isLongerThan(Duration.ofMillis(250))).isFalse();
  }

  @Test
  void anInterruptEndsThePauseAndIsKept() {
    Thread.currentThread().interrupt();
    waiting.pause();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(ticker.sleeps()).isEmpty();
  }
}
