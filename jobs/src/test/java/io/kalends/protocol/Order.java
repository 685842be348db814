package io.kalends.protocol;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * One order: the steps of Kalends and of two writers, one after another as a seed says, and what is
 * wrong at its end or, once the mirror is on, after any of them.
 */
final class Order {
  private static final Set<String> UNDER_THE_MIRROR = Set.of("mirroring", "verified", "cut_over");

  private final Ground ground;
  private final RandomGenerator random;
  private final long seed;
  private final int swaps;
  private final List<String> history = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  private Order(Ground ground, long seed, int swaps) {
    this.ground = ground;
    this.seed = seed;
    this.swaps = swaps;
    this.random = new Random(seed);
  }

  /**
   * What happened, in the order of the beginnings, and what is wrong with it: nothing, if all is
   * well.
   */
  record Outcome(long seed, List<String> history, List<String> wrong) {
    @Override
    public String toString() {
      return "seed %d:\n  %s\n  => %s".formatted(seed, String.join("\n  ", history), wrong);
    }
  }

  /** Every sixth goes on to cut-over, roll-back and cut-over, which takes longer. */
  static Outcome run(Ground ground, long seed) throws SQLException, InterruptedException {
    return new Order(ground, seed, seed % 6 == 0 ? 3 : 0).run(new Gate(0));
  }

  /** Likewise, with somebody who now and then holds the lock at which a mutant waits. */
  static Outcome run(Ground ground, long seed, Gate gate)
      throws SQLException, InterruptedException {
    return new Order(ground, seed, 0).run(gate);
  }

  private Outcome run(Gate gate) throws SQLException, InterruptedException {
    if (swaps > 0) {
      ground.makeToBeSwapped();
    } else {
      ground.make();
    }
    play(gate);
    return new Outcome(seed, List.copyOf(history), List.copyOf(wrong));
  }

  private void play(Gate gate) throws SQLException, InterruptedException {
    Migrator migrator = new Migrator(ground, random, swaps);
    Writer first = new Writer(random, 2 + swaps, swaps > 0);
    Writer second = new Writer(random, 2 + swaps, swaps > 0);
    try (Actor kalends = new Actor("K", ground, migrator);
        Actor one = new Actor("A", ground, first);
        Actor other = new Actor("B", ground, second);
        Actor keeper = new Actor("G", ground, gate)) {
      List<Actor> actors = List.of(kalends, one, other, keeper);
      List<Actor> left = new ArrayList<>(actors);
      while (!left.isEmpty() && wrong.isEmpty()) {
        step(actors, left);
      }
      if (wrong.isEmpty()) {
        finish(actors);
      }
      // What a failed mirror logged after the last look of Kalends is mended by its next.
      while (wrong.isEmpty() && kalends.begin().map(history::add).orElse(false)) {
        finish(actors);
      }
    }
    wrong.addAll(migrator.failures());
    wrong.addAll(first.failures());
    wrong.addAll(second.failures());
    wrong.addAll(ground.differences());
    if (!ground.phase().equals(swaps > 0 ? "cut_over" : "mirroring")) {
      wrong.add("it is " + ground.phase());
    } else {
      ground
          .rows(
              "select f from kalends.mirror_fault(%d) f where f is not null".formatted(ground.id()))
          .forEach(wrong::add);
    }
  }

  private void step(List<Actor> actors, List<Actor> left)
      throws SQLException, InterruptedException {
    List<Actor> ready = left.stream().filter(actor -> !actor.isBusy()).toList();
    if (ready.isEmpty()) {
      settle(actors, 5);
      return;
    }
    // Kalends has more to do than each of the writers.
    Actor actor =
        ready.contains(left.getFirst()) && random.nextInt(3) == 0
            ? left.getFirst()
            : ready.get(random.nextInt(ready.size()));
    Optional<String> step = actor.begin();
    step.ifPresentOrElse(history::add, () -> left.remove(actor));
    settle(actors, 0);
    if (step.orElse("").endsWith("commit") && UNDER_THE_MIRROR.contains(ground.phase())) {
      ground.differencesUnderTheMirror().forEach(wrong::add);
    }
  }

  /** Until each session has ended its step or waits for another. */
  private void settle(List<Actor> actors, long patience) throws SQLException, InterruptedException {
    Thread.sleep(patience);
    for (Actor actor : actors) {
      while (actor.isBusy() && !actor.ends(2) && !waits(actor)) {
        Thread.onSpinWait();
      }
    }
  }

  private boolean waits(Actor actor) throws SQLException {
    return ground.rows("select 1 where pg_blocking_pids(%d) <> '{}'".formatted(actor.pid())).size()
        == 1;
  }

  private static void finish(List<Actor> actors) throws InterruptedException {
    for (Actor actor : actors) {
      while (actor.isBusy() && !actor.ends(1_000)) {
        Thread.onSpinWait();
      }
    }
  }
}
