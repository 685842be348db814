package io.kalends.drill;

import io.kalends.postgres.Failpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ends the jobs of a migration hard, at named instants and at random ones, and starts them again
 * without a helping hand; the application writes all the while.
 */
final class MigrationCrashes {

  private static final int UNREACHABLE = 69;

  /** These belong to every job; the migration's are tried as well as those of the nightly run. */
  private static final List<String> OF_EVERY_JOB =
      List.of("launch.started", "launch.finished", "lease.taken", "lease.released");

  private final MigrationFixture fixture;
  private final Figures figures;
  private final DrillSettings settings;

  MigrationCrashes(MigrationFixture fixture, Figures figures, DrillSettings settings) {
    this.fixture = fixture;
    this.figures = figures;
    this.settings = settings;
  }

  /** So many of the named failpoints, drawn, each of them {@code times} times. */
  Part atFailpoints(int many, int times) {
    List<String> names = new ArrayList<>(Failpoint.namesOfAMigration());
    names.addAll(OF_EVERY_JOB);
    List<Part.Round> rounds =
        settings.drawFailpoints(names, many).stream()
            .map(name -> new Part.Round(name, () -> atFailpoint(name, times)))
            .toList();
    return new Part("failpoints", false, 12, rounds);
  }

  private void atFailpoint(String name, int times) {
    RandomGenerator random = settings.random(name);
    DisturbedJob disturbed = DisturbedJob.of(name);
    int[] kills = {0};
    do {
      int inARow = DrillSettings.killsInARow(times, times - kills[0], random);
      int hit = disturbed.hit(random);
      long seed = random.nextLong();
      round(
          name,
          "KALENDS_FAILPOINT=" + name + ":" + hit + ", writer's seed " + seed,
          () ->
              fixture.play(
                  disturbed.begun(),
                  false,
                  seed,
                  migration -> kills[0] += killAndStartAgain(migration, name, hit, inARow)));
    } while (kills[0] < times);
  }

  private int killAndStartAgain(
      MigrationUnderWrites migration, String name, int first, int wanted) {
    DisturbedJob disturbed = DisturbedJob.of(name);
    disturbed.prepare(migration);
    int kills = 0;
    for (int i = 0; i < wanted; i++) {
      int hit = kills == 0 ? first : 1;
      ProgramProcess killed =
          migration.begin(
              Map.of("KALENDS_FAILPOINT", name + ":" + hit), disturbed.job(), disturbed.options());
      int code = killed.await();
      Violation.unless(
          code == ProgramProcess.KILLED || code == 0 && kills > 0,
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
    figures.add(name, migration.run(disturbed.job(), disturbed.options()));
    goOnFrom(migration);
    return kills;
  }

  /** The other jobs have nothing to complain about either. */
  static void goOnFrom(MigrationUnderWrites migration) {
    switch (migration.phase()) {
      case "verified", "mirroring" -> {
        migration.run("cutover");
        migration.mustBe("cut_over");
      }
      case "cut_over" -> {
        migration.run("rollback");
        migration.mustBe("mirroring");
      }
      default -> {
        // retired or given up: that is the end
      }
    }
    migration.mustBeRight();
  }

  /** {@code kill -9} at any instant of any of the jobs. */
  Part atRandomInstants(int times, RandomGenerator random) {
    String what = "kill -9 at random";
    return new Part("kills", false, 11, Part.repeat(times, what, random, this::killAtRandom));
  }

  private void killAtRandom(RandomGenerator random) {
    for (boolean[] hit = {false}; !hit[0]; ) {
      DisturbedJob disturbed = DisturbedJob.any(random);
      long seed = random.nextLong();
      long instant = random.nextLong(250, disturbed.job().equals("migrate") ? 4_000 : 2_200);
      round(
          "kill -9 at random",
          "kill -9 of %s after %d ms, writer's seed %d".formatted(disturbed.job(), instant, seed),
          () ->
              fixture.play(
                  disturbed.begun(),
                  false,
                  seed,
                  migration -> hit[0] = killAt(migration, disturbed, instant)));
    }
  }

  private boolean killAt(MigrationUnderWrites migration, DisturbedJob disturbed, long instant) {
    disturbed.prepare(migration);
    ProgramProcess run = migration.begin(Map.of(), disturbed.job(), disturbed.options());
    Pause.of(instant);
    boolean alive = run.process().isAlive();
    run.process().destroyForcibly();
    run.mustEndWith(ProgramProcess.KILLED, 0);
    if (alive) {
      figures.kills("kill -9 at random", 1);
      figures.add("kill -9 at random", migration.run(disturbed.job(), disturbed.options()));
      goOnFrom(migration);
    }
    return alive;
  }

  /** {@code pg_ctl stop -m immediate} under a job; the server is started again at once. */
  Part stopTheServer(int times, RandomGenerator random) {
    String what = "pg_ctl stop -m immediate";
    return new Part("server", true, 15, Part.repeat(times, what, random, this::stopUnderAJob));
  }

  private void stopUnderAJob(RandomGenerator random) {
    fixture.setFsync("on");
    for (boolean[] hit = {false}; !hit[0]; ) {
      DisturbedJob disturbed = DisturbedJob.any(random);
      long seed = random.nextLong();
      long instant = random.nextLong(400, disturbed.job().equals("migrate") ? 4_000 : 2_200);
      round(
          "pg_ctl stop -m immediate",
          "stop under %s after %d ms, writer's seed %d".formatted(disturbed.job(), instant, seed),
          () ->
              fixture.play(
                  disturbed.begun(),
                  true,
                  seed,
                  migration -> hit[0] = stopAt(migration, disturbed, instant)));
    }
    fixture.setFsync("off");
  }

  private boolean stopAt(MigrationUnderWrites migration, DisturbedJob disturbed, long instant) {
    disturbed.prepare(migration);
    ProgramProcess run = migration.begin(Map.of(), disturbed.job(), disturbed.options());
    Pause.of(instant);
    boolean alive = run.process().isAlive();
    fixture.server().stop("immediate");
    int code = run.await();
    fixture.server().restart();
    if (!alive || code == 0) {
      return false;
    }
    Violation.unless(code == UNREACHABLE, "ended with %d instead of 69:\n%s", code, run.text());
    figures.kills("pg_ctl stop -m immediate", 1);
    figures.add("pg_ctl stop -m immediate", migration.run(disturbed.job(), disturbed.options()));
    goOnFrom(migration);
    return true;
  }

  static void round(String what, String repeat, Runnable round) {
    try {
      round.run();
    } catch (Violation e) {
      throw new Violation("%s (%s): %s".formatted(what, repeat, e.getMessage()));
    }
  }
}
