package io.kalends.drill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rounds that do not disturb each other, several at once; the first violation ends them all. */
final class Lanes {

  private static final int NUMBER = Integer.getInteger("drill.lanes", 2);

  private Lanes() {}

  static void play(int times, Runnable round) {
    play(Collections.nCopies(times, round));
  }

  static void play(List<Runnable> rounds) {
    ExecutorService lanes = Executors.newFixedThreadPool(NUMBER);
    try {
      List<Future<?>> played = new ArrayList<>();
      rounds.forEach(round -> played.add(lanes.submit(round)));
      for (Future<?> each : played) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Violation found) {
        throw found;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      lanes.shutdownNow();
    }
  }
}
