package io.kalends.drill;

import java.io.PrintStream;

/** Prints how far a drill is: rounds done of all, the time elapsed, and an estimate of the rest. */
final class Progress {

  private final String drill;
  private final int total;
  private final double seconds;
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int done;
  private double secondsDone;

  /**
   * @param total so many rounds
   * @param seconds what all of them are expected to take
   */
  Progress(String drill, int total, double seconds, PrintStream out) {
    this.drill = drill;
    this.total = total;
    this.seconds = seconds;
    this.out = out;
  }

  /** So many more rounds are done, which were expected to take so many seconds. */
  synchronized void advance(int rounds, double expected, String what) {
    done += rounds;
    secondsDone += expected;
    double elapsed = (System.nanoTime() - start) / 1e9;
    double left = secondsDone > 0 ? elapsed * (seconds - secondsDone) / secondsDone : seconds;
    out.printf(
        "%s %d/%d rounds, %s elapsed, about %s left: %s%n",
        drill, done, total, minutes(elapsed), minutes(Math.max(0, left)), what);
  }

  private static String minutes(double seconds) {
    return "%d:%02d".formatted((int) seconds / 60, (int) seconds % 60);
  }
}
