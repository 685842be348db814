package io.kalends.domain;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How much of the server a migration may take. A range of rows is copied in about {@link #range()};
 * after it the migration rests for {@link #rest()} times as long as the range took, longer while
 * commits take more than {@link #slowdown()} times what they took without us.
 */
public enum Pace {
  /** One worker, short ranges, and a long rest after each: the application hardly notices. */
  GENTLE(Duration.ofMillis(10), 3.0, 1, 2.0),

  /** Two workers and short rests. */
  STEADY(Duration.ofMillis(400), 0.25, 2, 4.0),

  /** All workers, no rests, no look at the commits: only the limits that were set. */
  FAST(Duration.ofSeconds(1), 0.0, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);

  private static final int FEWEST_BLOCKS = 8;
  private static final int MOST_BLOCKS = 1 << 20;

  private final Duration range;
  private final double rest;
  private final int workers;
  private final double slowdown;

  Pace(Duration range, double rest, int workers, double slowdown) {
    this.range = range;
    this.rest = rest;
    this.workers = workers;
    this.slowdown = slowdown;
  }

  /** The pace of this name, as {@code kalends.migration.pace} has it. */
  public static Pace parse(String text) {
    return Arrays.stream(values())
        .filter(pace -> pace.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new KalendsException.BadInput(
                    "there is no pace " + text, "one of: " + allTexts().replace(" ", ", ")));
  }

  private static String allTexts() {
    return Arrays.stream(values()).map(Pace::text).collect(Collectors.joining(" "));
  }

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** How long the copying of one range should take; of short statements so many make one turn. */
  public Duration range() {
    return range;
  }

  /** The rest after a range, as a multiple of what the range took. */
  public double rest() {
    return rest;
  }

  /** How many of the configured workers work at once. */
  public int workers(int configured) {
    return Math.min(workers, configured);
  }

  /** How many times as long as without us a commit may take. */
  public double slowdown() {
    return slowdown;
  }

  /** Does this pace look at how long commits take? */
  public boolean probes() {
    return Double.isFinite(slowdown);
  }

  /** The size of a migration's first range: small enough for any table. */
  public int firstBlocks() {
    return this == FAST ? 512 : 64;
  }

  /**
   * The size of the next range after one of this size took so long: twice as large or half as large
   * at most.
   */
  public int nextBlocks(int blocks, Duration took) {
    double ratio = (double) range.toNanos() / Math.max(1, took.toNanos());
    double next = blocks * Math.clamp(ratio, 0.5, 2.0);
    return (int) Math.clamp(Math.round(next), FEWEST_BLOCKS, MOST_BLOCKS);
  }
}
