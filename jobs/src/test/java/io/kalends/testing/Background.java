package io.kalends.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Work beside a test, each on a thread of its own: the common pool has one thread on two cores, and
 * all test classes share it.
 */
public final class Background {
  private Background() {}

  public static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work, task -> Thread.ofPlatform().daemon().name("beside a test").start(task));
  }

  public static CompletableFuture<Void> run(Runnable work) {
    return start(
        () -> {
          work.run();
          return null;
        });
  }
}
