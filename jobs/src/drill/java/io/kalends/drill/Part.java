package io.kalends.drill;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A part of a drill: rounds of one kind of disturbance.
 *
 * @param alone one round after the other, as those that stop the server of all
 * @param seconds what a round takes on two quiet cores, for the estimate of the time that is left
 */
record Part(String name, boolean alone, double seconds, List<Round> rounds) {

  /**
   * One disturbance, and everything that is looked at after it.
   *
   * @param what for the line that tells of it
   */
  record Round(String what, Runnable play) {}

  /** So many rounds alike, each with random numbers of its own, drawn now. */
  static List<Round> repeat(
      int times, String what, RandomGenerator random, Consumer<RandomGenerator> round) {
    return IntStream.range(0, times)
        .mapToLong(i -> random.nextLong())
        .mapToObj(seed -> new Round(what, () -> round.accept(new SplittableRandom(seed))))
        .toList();
  }
}
