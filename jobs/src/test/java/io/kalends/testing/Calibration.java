package io.kalends.testing;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How slow this machine is at the moment, as a factor: the wall-clock time that a fixed amount of
 * computing takes on two threads, divided by what it took on the reference machine when nothing
 * else ran. Limits on time are multiplied by it, so that they hold on a slower or busier machine.
 */
public final class Calibration {
  private static final int THREADS = 2;
  private static final int ROUNDS = 60_000_000;

  /** On two cores of an AMD EPYC, with the C1 compiler, as all tests run. */
  private static final double REFERENCE_MS = 90;

  /**
   * Measured in the initializer of a class of its own: in Calibration's, the worker threads, which
   * call a method of Calibration, would wait for it for ever.
   */
  private static final class AtStart {
    private static final double SLOWNESS = measure();
  }

  private Calibration() {}

  /** The factor as of the first call in this JVM; at least 1. */
  public static double slowness() {
    return AtStart.SLOWNESS;
  }

  /** A limit for this machine, from one for the reference machine. */
  public static Duration scaled(Duration limit) {
    return Duration.ofMillis(Math.round(limit.toMillis() * slowness()));
  }

  /** The factor now; takes about 0.3 s on the reference machine. */
  public static double measure() {
    double best = IntStream.range(0, 3).mapToDouble(i -> onceMs()).min().orElseThrow();
    return Math.max(1, best / REFERENCE_MS);
  }

  private static double onceMs() {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      long start = System.nanoTime();
      List<Future<Long>> parts =
          IntStream.range(0, THREADS).mapToObj(i -> threads.submit(Calibration::compute)).toList();
      for (Future<Long> part : parts) {
        part.get();
      }
      return (System.nanoTime() - start) / 1e6;
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A linear congruential generator: no memory, no allocation. */
  private static long compute() {
    long value = 1;
    for (int i = 0; i < ROUNDS; i++) {
      value = value * 6364136223846793005L + 1442695040888963407L;
    }
    return value;
  }

  public static void main(String[] arguments) {
    IntStream.range(0, 10).forEach(i -> System.out.printf("%.0f ms%n", onceMs()));
  }
}
