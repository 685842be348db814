package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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

  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch mayAnswer = new CountDownLatch(1);
  private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    mayAnswer.countDown();
    others.close();
  }

  @Test
  void anAnswerIsGoodForAMoment() {
    Fresh<String, Integer> fresh = new Fresh<>(LONG, LONG, question -> asked.incrementAndGet());

    assertThat(fresh.get("a")).isEqualTo(1);
    assertThat(fresh.get("a")).isEqualTo(1);
    assertThat(fresh.get("b")).isEqualTo(2);
  }

  @Test
  void theOneBeforeIsGivenUntilTheNextIsThere() throws Exception {
    Fresh<String, Integer> fresh = new Fresh<>(Duration.ZERO, LONG, this::answerTheSecondLater);
    assertThat(fresh.get("a")).isEqualTo(1);
    Thread.sleep(20); // it is good for as long as it took

    assertThat(fresh.get("a")).as("who has the next found out").isEqualTo(1);
    begun.await();
    assertThat(fresh.get("a")).as("meanwhile").isEqualTo(1);
    mayAnswer.countDown();

    await().untilAsserted(() -> assertThat(fresh.get("a")).isGreaterThan(1));
  }

  @Test
  void afterAChangeNobodyGetsTheOneBefore() {
    Fresh<String, Integer> fresh = new Fresh<>(LONG, LONG, question -> asked.incrementAndGet());
    assertThat(fresh.get("a")).isEqualTo(1);

    fresh.forget();

    assertThat(fresh.get("a")).isEqualTo(2);
  }

  @Test
  void whatIsTooOldIsNotGivenAndTheNextIsWaitedFor() throws Exception {
    Fresh<String, Integer> fresh =
        new Fresh<>(Duration.ofSeconds(1), Duration.ZERO, this::answerTheSecondLater);
    assertThat(fresh.get("a")).isEqualTo(1);
    Thread.sleep(1100);

    Future<Integer> next = others.submit(() -> fresh.get("a"));
    begun.await();
    Future<Integer> another = others.submit(() -> fresh.get("a"));
    mayAnswer.countDown();

    assertThat(next.get()).isEqualTo(2);
    assertThat(another.get()).isEqualTo(2);
  }

  private int answerTheSecondLater(String question) {
    int number = asked.incrementAndGet();
    begun.countDown();
    if (number > 1) {
      try {
        mayAnswer.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return number;
  }

  @Test
  void whatFailedIsAskedAgain() {
    Fresh<String, Integer> fresh =
        new Fresh<>(
            LONG,
            LONG,
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
