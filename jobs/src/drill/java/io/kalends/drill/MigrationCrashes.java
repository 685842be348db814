package io.kalends.drill;

import io.kalends.postgres.Failpoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ends the jobs of a migration hard, at named instants and at random ones, and starts them again
 * without a helping hand; the application writes all the while.
 */
final class MigrationCrashes {

  private static final String ONLY = System.getProperty("drill.failpoints", ".*");
  private static final int IN_A_ROW = 3;
  private static final int UNREACHABLE = 69;

  /** These belong to every job; the migration's are tried as well as those of the nightly run. */
  private static final List<String> OF_EVERY_JOB =
      List.of("launch.started", "launch.finished", "lease.taken", "lease.released");

  private final MigrationStage stage;
  private final Figures figures;
  private final RandomGenerator random;

  MigrationCrashes(MigrationStage stage, Figures figures, RandomGenerator random) {
    this.stage = stage;
    this.figures = figures;
    this.random = random;
  }

  /** Every named failpoint, {@code times} times. */
  void atFailpoints(int times) {
    atFailpoints(names(), times);
  }

  /** So many of them by chance, once; the copy and the swap always. */
  void atSomeFailpoints(int many) {
    List<String> names = names();
    Collections.shuffle(names, random);
    names.sort(Comparator.comparing(name -> !name.matches("migrate.copy.*|cutover.swap.*")));
    atFailpoints(names.subList(0, Math.min(many, names.size())), 1);
  }

  private void atFailpoints(List<String> names, int times) {
    Lanes.play(names.stream().<Runnable>map(name -> () -> atFailpoint(name, times)).toList());
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>(Failpoint.namesOfAMigration());
    names.addAll(OF_EVERY_JOB);
    names.removeIf(name -> !name.matches(ONLY));
    return names;
  }

  private void atFailpoint(String name, int times) {
    for (int[] kills = {0}; kills[0] < times; ) {
      int wanted = Math.min(IN_A_ROW, times - kills[0]);
      long seed = random.nextLong();
      Scene scene = Scene.of(name);
      round(
          name,
          "KALENDS_FAILPOINT=" + name + ", writer's seed " + seed,
          () ->
              stage.play(
                  scene.begun(),
                  false,
                  seed,
                  journey -> kills[0] += killAndMend(journey, name, scene, wanted)));
    }
    figures.say("%s: killed %d times".formatted(name, times));
  }

  private int killAndMend(Journey journey, String name, Scene scene, int wanted) {
    scene.prepare(journey);
    int kills = 0;
    for (int i = 0; i < wanted; i++) {
      int hit = kills == 0 ? scene.hit(random) : 1;
      Started killed =
          journey.begin(
              Map.of("KALENDS_FAILPOINT", name + ":" + hit), scene.job(), scene.options());
      int code = killed.await();
      Violation.unless(
          code == Started.KILLED || code == 0 && kills > 0,
          "hit %d of %s: the run ended with %d:\n%s",
          hit,
          name,
          code,
          killed.text());
      if (code == 0) {
        break;
      }
      kills++;
    }
    figures.kills(name, kills);
    figures.add(name, journey.run(scene.job(), scene.options()));
    goOnFrom(journey);
    return kills;
  }

  /** The other jobs have nothing to complain about either. */
  static void goOnFrom(Journey journey) {
    switch (journey.phase()) {
      case "verified", "mirroring" -> {
        journey.run("cutover");
        journey.mustBe("cut_over");
      }
      case "cut_over" -> {
        journey.run("rollback");
        journey.mustBe("mirroring");
      }
      default -> {
        // retired or given up: that is the end
      }
    }
    journey.mustBeRight();
  }

  /** {@code kill -9} at any instant of any of the jobs. */
  void atRandomInstants(int times) {
    Lanes.play(times, this::atRandomInstant);
  }

  private void atRandomInstant() {
    for (boolean[] hit = {false}; !hit[0]; ) {
      Scene scene = Scene.any(random);
      long seed = random.nextLong();
      long instant = random.nextLong(250, scene.job().equals("migrate") ? 4_000 : 2_200);
      round(
          "kill -9 at random",
          "kill -9 of %s after %d ms, writer's seed %d".formatted(scene.job(), instant, seed),
          () ->
              stage.play(
                  scene.begun(), false, seed, journey -> hit[0] = killAt(journey, scene, instant)));
    }
  }

  private boolean killAt(Journey journey, Scene scene, long instant) {
    scene.prepare(journey);
    Started run = journey.begin(Map.of(), scene.job(), scene.options());
    Pause.of(instant);
    boolean alive = run.process().isAlive();
    run.process().destroyForcibly();
    run.mustEndWith(Started.KILLED, 0);
    if (alive) {
      figures.kills("kill -9 at random", 1);
      figures.add("kill -9 at random", journey.run(scene.job(), scene.options()));
      goOnFrom(journey);
    }
    return alive;
  }

  /** {@code pg_ctl stop -m immediate} under a job; the server is started again at once. */
  void stopTheServer(int times) {
    setFsync("on");
    for (int i = 0; i < times; ) {
      Scene scene = Scene.any(random);
      long seed = random.nextLong();
      long instant = random.nextLong(400, scene.job().equals("migrate") ? 4_000 : 2_200);
      boolean[] hit = {false};
      round(
          "pg_ctl stop -m immediate",
          "stop under %s after %d ms, writer's seed %d".formatted(scene.job(), instant, seed),
          () ->
              stage.play(
                  scene.begun(), true, seed, journey -> hit[0] = stopAt(journey, scene, instant)));
      i += hit[0] ? 1 : 0;
    }
    setFsync("off");
  }

  private boolean stopAt(Journey journey, Scene scene, long instant) {
    scene.prepare(journey);
    Started run = journey.begin(Map.of(), scene.job(), scene.options());
    Pause.of(instant);
    boolean alive = run.process().isAlive();
    stage.server().stop("immediate");
    int code = run.await();
    stage.server().restart();
    if (!alive || code == 0) {
      return false;
    }
    Violation.unless(code == UNREACHABLE, "ended with %d instead of 69:\n%s", code, run.text());
    figures.kills("pg_ctl stop -m immediate", 1);
    figures.add("pg_ctl stop -m immediate", journey.run(scene.job(), scene.options()));
    goOnFrom(journey);
    return true;
  }

  private void setFsync(String value) {
    stage.server().execute("alter system set fsync = " + value);
    stage.server().execute("alter system set full_page_writes = " + value);
    stage.server().execute("select pg_reload_conf()");
  }

  static void round(String what, String repeat, Runnable round) {
    try {
      round.run();
    } catch (Violation e) {
      throw new Violation("%s (%s): %s".formatted(what, repeat, e.getMessage()));
    }
  }
}
