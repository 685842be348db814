package io.kalends.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How much of a long sweep is run: all of it ({@code make sweep}), or a part drawn by a seed
 * ({@code make sweep-sample}: {@code -Dsweep.percent}, {@code -Dsweep.seed}). Classes that use it
 * are tagged {@code sweep}.
 */
public final class Sweep {
  private static final int PERCENT = Integer.getInteger("sweep.percent", 100);
  private static final long SEED = Long.getLong("sweep.seed", new Random().nextInt(1_000_000));

  static {
    System.out.printf(
        "sweep: %d percent, seed %d (again: make sweep%s SEED=%d POSTGRES=%d)%n",
        PERCENT, SEED, PERCENT < 100 ? "-sample" : "", SEED, PostgresServer.version());
  }

  private Sweep() {}

  /** Where random cases begin. */
  public static long seed() {
    return SEED;
  }

  /** This share of a number, at least 1. */
  public static int times(int whole) {
    return Math.max(1, whole * PERCENT / 100);
  }

  /** This share of the cases, at least one, in their order. */
  public static <T> Stream<T> of(Stream<T> cases) {
    List<T> all = cases.toList();
    int wanted = times(all.size());
    if (wanted == all.size()) {
      return all.stream();
    }
    return new Random(SEED)
        .ints(0, all.size())
        .distinct()
        .limit(wanted)
        .sorted()
        .mapToObj(all::get);
  }
}
