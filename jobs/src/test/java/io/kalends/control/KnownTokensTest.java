package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.control.Tokens.Known;
import io.kalends.domain.Caller;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
  private static final String TOKEN = Tokens.PREFIX + "good";
  private static final Caller SOMEBODY =
      new Caller("token:somebody", Role.VIEWER, TablePatterns.ALL);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final ManualTicker ticker = new ManualTicker();
  private final List<Known> book = new ArrayList<>(List.of(token(TOKEN, "valid", true)));
  private final AtomicInteger reads = new AtomicInteger();
  private final List<Long> marked = new ArrayList<>();
  private final KnownTokens tokens = new KnownTokens(this::read, marked::add, ticker);

  private static Known token(String secret, String state, boolean useIsOld) {
    return new Known(secret.hashCode(), Tokens.hex(secret), SOMEBODY, state, useIsOld);
  }

  private List<Known> read() {
    reads.incrementAndGet();
    return List.copyOf(book);
  }

  @Test
  void aRevokedTokenIsGoodForTwoSecondsAtMost() {
    assertThat(tokens.whose(TOKEN)).contains(SOMEBODY);
    book.set(0, token(TOKEN, "revoked", false));
    ticker.advance(Duration.ofSeconds(2).minus(INSTANT));
    assertThat(tokens.whose(TOKEN)).contains(SOMEBODY);
    ticker.advance(INSTANT);
    assertThat(tokens.whose(TOKEN)).isEmpty();
  }

  @Test
  void aKnownTokenIsReadOnceInTwoSecondsAndItsUseWrittenDownOnce() {
    tokens.whose(TOKEN);
    ticker.advance(Duration.ofSeconds(1));
    tokens.whose(TOKEN);
    assertThat(reads).hasValue(1);
    assertThat(marked).hasSize(1);
    ticker.advance(Duration.ofSeconds(1));
    tokens.whose(TOKEN);
    assertThat(reads).hasValue(2);
  }

  @Test
  void aNewTokenIsGoodAtOnce() {
    tokens.whose(TOKEN);
    book.add(token("kal_new", "valid", false));
    ticker.advance(INSTANT);
    assertThat(tokens.whose("kal_new")).contains(SOMEBODY);
  }

  @Test
  void anExpiredTokenIsNobodys() {
    book.add(token("kal_old", "expired", false));
    assertThat(tokens.whose("kal_old")).isEmpty();
  }

  @Test
  void aFloodOfBadTokensIsAnsweredByOneQueryAtATimeAndAKnownOneByNone() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger atOnce = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger queries = new AtomicInteger();
    KnownTokens slow =
        new KnownTokens(
            () -> {
              most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
              if (queries.incrementAndGet() == 2) {
                first.countDown();
                awaitUninterrupted(go);
              }
              atOnce.decrementAndGet();
              return List.copyOf(book);
            },
            id -> {},
            ticker);
    slow.whose(TOKEN);
    ticker.advance(INSTANT);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 500; i++) {
        String bad = "kal_bad" + i;
        callers.submit(() -> slow.whose(bad));
      }
      first.await();
      assertThat(slow.whose(TOKEN)).as("while they wait").contains(SOMEBODY);
      go.countDown();
    }
    assertThat(most).hasValue(1);
    assertThat(queries.get()).as("not one each").isLessThan(10);
  }

  @Test
  void whoWaitsWhileTheReadingFailsIsToldSoByOneMoreAtMost() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger queries = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    KnownTokens failing =
        new KnownTokens(
            () -> {
              queries.incrementAndGet();
              begun.countDown();
              awaitUninterrupted(go);
              throw new IllegalStateException("no connection");
            },
            id -> {},
            ticker);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      callers.submit(() -> ask(failing, told));
      begun.await();
      ticker.advance(INSTANT);
      Queue<Thread> waiting = new ConcurrentLinkedQueue<>();
      for (int i = 0; i < 50; i++) {
        callers.submit(
            () -> {
              waiting.add(Thread.currentThread());
              ask(failing, told);
            });
      }
      await()
          .until(
              () ->
                  waiting.size() == 50
                      && waiting.stream().allMatch(t -> t.getState() == Thread.State.BLOCKED));
      go.countDown();
    }
    assertThat(told).hasValue(51);
    assertThat(queries).hasValue(2);
  }

  private static void ask(KnownTokens tokens, AtomicInteger told) {
    try {
      tokens.whose(TOKEN);
    } catch (IllegalStateException e) {
      told.incrementAndGet();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
