package io.kalends.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * Answers that are good for a moment: whoever asks the same while it is being found out waits for
 * the one who is at it, and whoever asks a moment later gets the same answer. What failed is not
 * kept.
 */
public final class Fresh<K, V> {

  private static final int MOST = 1_000;

  private final ConcurrentMap<K, Found<V>> found = new ConcurrentHashMap<>();
  private final Function<K, V> ask;
  private final long nanos;

  private record Found<V>(CompletableFuture<V> answer, long asked) {}

  public Fresh(Duration good, Function<K, V> ask) {
    this.nanos = good.toNanos();
    this.ask = ask;
  }

  public V get(K question) {
    long now = System.nanoTime();
    if (found.size() > MOST) {
      found.values().removeIf(each -> now - each.asked() > nanos);
    }
    CompletableFuture<V> mine = new CompletableFuture<>();
    Found<V> chosen =
        found.compute(
            question,
            (key, old) -> old != null && now - old.asked() <= nanos ? old : new Found<>(mine, now));
    if (chosen.answer() == mine) {
      find(question, chosen);
    }
    try {
      return chosen.answer().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException known ? known : e;
    }
  }

  private void find(K question, Found<V> mine) {
    try {
      mine.answer().complete(ask.apply(question));
    } catch (RuntimeException | Error e) {
      found.remove(question, mine);
      mine.answer().completeExceptionally(e);
    }
  }
}
