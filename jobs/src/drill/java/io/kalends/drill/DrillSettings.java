package io.kalends.drill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * What the command line says of a drill, by system properties: {@code -Ddrill.size=full|sample},
 * {@code -Ddrill.seed}, {@code -Ddrill.hits}, {@code -Ddrill.lanes}, {@code
 * -Ddrill.parts=kills,two} and {@code -Ddrill.failpoints=drop.*}.
 *
 * @param size all failpoints and disturbances, or a few of them that are drawn
 * @param seed what is drawn, and when something happens, depends on it; the same for all drills of
 *     one command
 * @param hits how often the full drill hits each failpoint, and a factor for everything else
 * @param lanes how many rounds are played at once, where they do not disturb each other
 * @param parts the parts to be played; empty: all
 * @param failpoints a regular expression of the failpoints to be hit
 */
record DrillSettings(
    Size size, long seed, int hits, int lanes, List<String> parts, String failpoints) {

  /** How much is done. */
  enum Size {
    SAMPLE,
    FULL
  }

  static final List<String> MAINTENANCE =
      List.of("failpoints", "kills", "zombies", "stops", "two", "twenty", "launchers", "server");

  static final List<String> MIGRATION =
      List.of("failpoints", "kills", "trips", "wire", "rewrite", "disk", "server");

  private static final int IN_A_ROW = 3;

  private static final DrillSettings CURRENT = read();

  DrillSettings {
    for (String part : parts) {
      if (!MAINTENANCE.contains(part) && !MIGRATION.contains(part)) {
        throw new IllegalArgumentException(
            "no part of a drill: %s; there are %s, %s".formatted(part, MAINTENANCE, MIGRATION));
      }
    }
  }

  /** One for this process, so that its drills share a seed. */
  static DrillSettings current() {
    return CURRENT;
  }

  private static DrillSettings read() {
    String parts = System.getProperty("drill.parts", "");
    Size size = Size.valueOf(System.getProperty("drill.size", "full").toUpperCase(Locale.ROOT));
    return new DrillSettings(
        size,
        Long.getLong("drill.seed", new Random().nextLong(1, 1_000_000_000)),
        Integer.getInteger("drill.hits", 1),
        Integer.getInteger("drill.lanes", size == Size.SAMPLE ? 1 : 2),
        parts.isEmpty() ? List.of() : Arrays.asList(parts.split(",")),
        System.getProperty("drill.failpoints", ".*"));
  }

  boolean isSample() {
    return size == Size.SAMPLE;
  }

  /** Those of a drill that are to be played, in this order. */
  List<String> partsOf(List<String> drill) {
    return parts.isEmpty() ? drill : drill.stream().filter(parts::contains).toList();
  }

  /** A sequence of its own for each part and failpoint, whatever else is played. */
  RandomGenerator random(String part) {
    return new SplittableRandom(seed * 31 + part.hashCode());
  }

  /** Whether a part that takes long is played: in one of four samples, or when it is named. */
  boolean playsTheSlow(String part) {
    return !isSample() || parts.contains(part) || random(part).nextInt(4) == 0;
  }

  /** So many of these failpoints, drawn; all of them, in their order, when there are no more. */
  List<String> drawFailpoints(List<String> names, int many) {
    List<String> drawn = new ArrayList<>(names);
    drawn.removeIf(name -> !name.matches(failpoints));
    if (many < drawn.size()) {
      Collections.shuffle(drawn, random("failpoints"));
      return List.copyOf(drawn.subList(0, many));
    }
    return drawn;
  }

  /**
   * How many starts are killed before one is left to its work: three, or what is left of {@code
   * times}; where a failpoint is hit once only, three in one of three rounds.
   */
  static int killsInARow(int times, int left, RandomGenerator random) {
    if (times > 1) {
      return Math.min(IN_A_ROW, left);
    }
    return random.nextInt(3) == 0 ? IN_A_ROW : 1;
  }

  /** How a part is played again. */
  String again(String drill, String part) {
    return "./mvnw -Pdrill -Ddrill=%s -Ddrill.size=%s -Ddrill.hits=%d -Ddrill.seed=%d -Ddrill.parts=%s verify"
        .formatted(drill, size.name().toLowerCase(Locale.ROOT), hits, seed, part);
  }
}
