package io.kalends.control;

import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers that are good for a moment, or for as long as it took to find them out, so that the
 * asking takes half of the time at most. When one is good no more, the next is found out beside,
 * and until it is there, or the old one has been out of date for too long, the old one is given.
 * What failed is not kept.
 */
public final class Fresh<K, V> {

  private static final int MOST = 1_000;

  /** Who has found out nothing for so long is waited for no more. */
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  private final ConcurrentMap<K, Found<V>> found = new ConcurrentHashMap<>();
  private final Ticker ticker;
  private final Function<K, V> ask;
  private final long good;
  private final long late;

  private static final class Found<V> {
    private final CompletableFuture<V> answer = new CompletableFuture<>();
    private final long asked;
    private volatile long goodUntil;
    private @Nullable V before;

    Found(long asked, long goodUntil) {
      this.asked = asked;
      this.goodUntil = goodUntil;
    }
  }

  /**
   * Answers that are good for {@code good}, and for another {@code late} while the next is being
   * found out.
   */
  public Fresh(Duration good, Duration late, Ticker ticker, Function<K, V> ask) {
    this.good = good.toNanos();
    this.late = late.toNanos();
    this.ticker = ticker;
    this.ask = ask;
  }

  public V get(K question) {
    long now = ticker.nanos();
    if (found.size() > MOST) {
      found.values().removeIf(each -> now - each.goodUntil > 0);
    }
    Found<V> mine = new Found<>(now, now + PATIENCE);
    Found<V> chosen = found.compute(question, (key, old) -> choose(old, mine));
    V before = chosen.before;
    if (chosen == mine && before == null) {
      find(question, mine);
    } else if (chosen == mine) {
      Thread.ofVirtual().name("kalends-fresh").start(() -> find(question, mine));
    }
    if (before != null && !chosen.answer.isDone()) {
      return before;
    }
    try {
      return chosen.answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  /** Something has changed: whoever asks from now on is told of it. */
  public void forget() {
    found.clear();
  }

  private Found<V> choose(@Nullable Found<V> old, Found<V> mine) {
    if (old == null) {
      return mine;
    }
    if (mine.asked - old.goodUntil < 0) {
      return old;
    }
    if (old.answer.isDone() && mine.asked - old.goodUntil < late) {
      mine.before = old.answer.join();
    }
    return mine;
  }

  private void find(K question, Found<V> mine) {
    try {
      V answer = ask.apply(question);
      long now = ticker.nanos();
      mine.goodUntil = now + Math.max(good, now - mine.asked);
      mine.answer.complete(answer);
    } catch (RuntimeException | Error e) {
      found.remove(question, mine);
      mine.answer.completeExceptionally(e);
    }
  }
}
