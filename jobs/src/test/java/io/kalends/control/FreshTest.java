package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FreshTest {

  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final ManualTicker ticker = new ManualTicker();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    mayAnswer.countDown();
    others.close();
  }

  private int answerAtOnce(String question) {
    return asked.incrementAndGet();
  }

  private int answerTheSecondLater(String question) {
    int number = asked.incrementAndGet();
    begun.countDown();
    if (number == 2) {
      mayAnswer();
    }
    return number;
  }

  private int answerTheFirstLater(String question) {
    int number = asked.incrementAndGet();
    begun.countDown();
    if (number == 1) {
      mayAnswer();
    }
    return number;
  }

  private void mayAnswer() {
    try {
      mayAnswer.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anAnswerIsGoodForAMoment() {
    Fresh<String, Integer> fresh = new Fresh<>(LONG, LONG, ticker, this::answerAtOnce);

    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(LONG.minus(INSTANT));
    assertThat(fresh.get("a")).isEqualTo(1);
    assertThat(fresh.get("b")).isEqualTo(2);
  }

  @Test
  void anAnswerIsGoodForAsLongAsItTook() {
    Fresh<String, Integer> fresh =
        new Fresh<>(
            SECOND,
            Duration.ZERO,
            ticker,
            question -> {
              ticker.advance(Duration.ofSeconds(10));
              return asked.incrementAndGet();
            });

    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(10).minus(INSTANT));
    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(INSTANT);
    assertThat(fresh.get("a")).isEqualTo(2);
  }

  @Test
  void theOneBeforeIsGivenUntilTheNextIsThere() throws Exception {
    Fresh<String, Integer> fresh = new Fresh<>(SECOND, LONG, ticker, this::answerTheSecondLater);
    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(SECOND);

    assertThat(fresh.get("a")).as("who has the next found out").isEqualTo(1);
    begun.await();
    assertThat(fresh.get("a")).as("meanwhile").isEqualTo(1);
    mayAnswer.countDown();

    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(() -> assertThat(fresh.get("a")).isEqualTo(2));
  }

  @Test
  void afterAChangeNobodyGetsTheOneBefore() {
    Fresh<String, Integer> fresh = new Fresh<>(LONG, LONG, ticker, this::answerAtOnce);
    assertThat(fresh.get("a")).isEqualTo(1);

    fresh.forget();

    assertThat(fresh.get("a")).isEqualTo(2);
  }

  @Test
  void whatIsTooOldIsNotGivenAndTheNextIsWaitedFor() throws Exception {
    Fresh<String, Integer> fresh =
        new Fresh<>(SECOND, Duration.ZERO, ticker, this::answerTheSecondLater);
    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(SECOND);

    Future<Integer> next = others.submit(() -> fresh.get("a"));
    begun.await();
    Future<Integer> another = others.submit(() -> fresh.get("a"));
    mayAnswer.countDown();

    assertThat(next.get()).isEqualTo(2);
    assertThat(another.get()).isEqualTo(2);
  }

  @Test
  void whatHasBeenOutOfDateForTooLongIsNotGivenEither() {
    Fresh<String, Integer> fresh =
        new Fresh<>(SECOND, Duration.ofSeconds(5), ticker, this::answerAtOnce);
    assertThat(fresh.get("a")).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(6));

    assertThat(fresh.get("a")).isEqualTo(2);
  }

  @Test
  void whoFindsOutNothingForHalfAMinuteIsWaitedForNoMore() throws Exception {
    Fresh<String, Integer> fresh = new Fresh<>(SECOND, LONG, ticker, this::answerTheFirstLater);
    Future<Integer> first = others.submit(() -> fresh.get("a"));
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> begun.getCount() == 1);
    ticker.advance(Duration.ofSeconds(30));

    assertThat(fresh.get("a")).isEqualTo(2);
    mayAnswer.countDown();
    assertThat(first.get()).isEqualTo(1);
    assertThat(fresh.get("a")).as("kept").isEqualTo(2);
  }

  @Test
  void whatFailedIsAskedAgain() {
    Fresh<String, Integer> fresh =
        new Fresh<>(
            LONG,
            LONG,
            ticker,
            question -> {
              if (asked.incrementAndGet() == 1) {
                throw new IllegalStateException("not now");
              }
              return asked.get();
            });

    assertThatThrownBy(() -> fresh.get("a")).hasMessage("not now");
    assertThat(fresh.get("a")).isEqualTo(2);
  }
}
