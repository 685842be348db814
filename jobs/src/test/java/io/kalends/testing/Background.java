package io.kalends.testing;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Runs concurrent work of a test, each task on a new thread. {@code ForkJoinPool.commonPool()} has
 * one thread on a machine with two cores, and all test classes share it.
 */
public final class Background {
  private Background() {}

  public static <T> CompletableFuture<T> start(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work, task -> Thread.ofPlatform().daemon().name("background of a test").start(task));
  }

  public static CompletableFuture<Void> run(Runnable work) {
    return start(
        () -> {
          work.run();
          return null;
        });
  }
}
