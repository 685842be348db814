package io.kalends.drill;

import io.kalends.drill.MigrationStage.Begun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What else may happen to a migration: a full disk, a broken wire, somebody's ALTER TABLE. */
final class MigrationTroubles {

  private static final int UNREACHABLE = 69;

  private final MigrationStage stage;
  private final Figures figures;
  private final RandomGenerator random;

  MigrationTroubles(MigrationStage stage, Figures figures, RandomGenerator random) {
    this.stage = stage;
    this.figures = figures;
    this.random = random;
  }

  /** There and back and there again, so many times, without a pause for the application. */
  void roundTrips(int times) {
    long seed = random.nextLong();
    MigrationCrashes.round(
        "round trips",
        "writer's seed " + seed,
        () ->
            stage.play(
                Begun.VERIFIED,
                false,
                seed,
                journey -> {
                  for (int trip = 0; trip < times; trip++) {
                    figures.add("cut over", journey.run("cutover"));
                    journey.mustBe("cut_over");
                    figures.add("roll back", journey.run("rollback"));
                    journey.mustBe("mirroring");
                    journey.run("verify");
                  }
                  figures.fact("writer of the round trips", journey.writer());
                  journey.mustBeRight();
                }));
  }

  /** The connections break after any message, or at any COMMIT, before or after it was heard. */
  void cutTheWire(int times) {
    Lanes.play(times, this::cutOnce);
  }

  private void cutOnce() {
    for (boolean[] hit = {false}; !hit[0]; ) {
      Wire.At at = Wire.At.values()[random.nextInt(3)];
      Scene scene = Scene.any(random);
      long count = 1 + random.nextLong(at == Wire.At.MESSAGE ? 500 : 40);
      long seed = random.nextLong();
      String what = "wire cut, " + at.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
      MigrationCrashes.round(
          what,
          "number %d of %s, writer's seed %d".formatted(count, scene.job(), seed),
          () ->
              stage.play(
                  scene.begun(),
                  false,
                  seed,
                  journey -> hit[0] = cut(journey, scene, what, new Cut(at, count))));
    }
  }

  private record Cut(Wire.At at, long count) {}

  private boolean cut(Journey journey, Scene scene, String what, Cut cut) {
    scene.prepare(journey);
    int code;
    try (Wire wire = new Wire(journey.target(), cut.at(), cut.count())) {
      Started run = journey.begin(Map.of("KALENDS_URL", wire.url()), scene.job(), scene.options());
      code = run.await();
      if (!wire.hasBroken()) {
        run.mustEndWith(0);
        return false;
      }
      Violation.unless(
          code == UNREACHABLE || code == 0, "ended with %d instead of 69:\n%s", code, run.text());
    }
    figures.kills(what, 1);
    figures.add(what, journey.run(scene.job(), scene.options()));
    MigrationCrashes.goOnFrom(journey);
    return true;
  }

  /** The monolith gets another file, or another column, in mid-copy: it is noticed. */
  void rewrite(int times) {
    for (int i = 0; i < times; i++) {
      inMidCopy("VACUUM FULL in mid-copy", "vacuum full public.\"Reading\"");
      inMidCopy("CLUSTER in mid-copy", "cluster public.\"Reading\" using \"Reading_site\"");
      inMidCopy(
          "ALTER TABLE in mid-copy",
          "alter table public.\"Reading\" alter column amount type numeric(14,2)");
    }
  }

  private void inMidCopy(String what, String sql) {
    long seed = random.nextLong();
    MigrationCrashes.round(
        what,
        "writer's seed " + seed,
        () ->
            stage.play(
                Begun.MONOLITH,
                false,
                seed,
                journey -> {
                  Started run =
                      journey.begin(
                          Map.of("KALENDS_FAILPOINT", "migrate.copy.after_commit:1:STOP"),
                          "migrate",
                          "workers=1"); // another would be paused with its transaction open
                  Violation.unless(run.awaitPaused(), "it was to be paused:\n%s", run.text());
                  journey.execute(sql);
                  run.signal("CONT");
                  run.mustEndWith(0);
                  figures.add(what, run.elapsedMs());
                  long restarts =
                      journey
                          .target()
                          .count(
                              "select count(*) from kalends.ledger where message ~ 'start again' or"
                                  + " action ~ 'restart'");
                  Violation.unless(restarts > 0, "it was not noticed:\n%s", run.text());
                  journey.mustBe("verified");
                  MigrationCrashes.goOnFrom(journey);
                }));
  }

  /** The file system of the shadow is full; it stops clean, and goes on when there is room. */
  void fillTheDisk(int times) throws IOException {
    Path disk = Files.createTempDirectory("drill-disk");
    if (!mount(disk, "8m")) {
      figures.say("disk full: skipped, this process may not mount a tmpfs");
      return;
    }
    try {
      for (int i = 0; i < times; i++) {
        long seed = random.nextLong();
        MigrationCrashes.round(
            "disk full",
            "writer's seed " + seed,
            () -> stage.play(Begun.MONOLITH, false, seed, journey -> fill(journey, disk)));
      }
    } finally {
      command("umount", "-l", disk.toString());
    }
  }

  private void fill(Journey journey, Path disk) {
    String name = "small_" + journey.target().name();
    Path directory = disk.resolve(name);
    command("mkdir", directory.toString());
    stage.server().execute("create tablespace %s location '%s'".formatted(name, directory));
    stage.server().execute("grant create on tablespace %s to kalends".formatted(name));
    stage
        .server()
        .execute(
            "alter database %s set default_tablespace = %s"
                .formatted(journey.target().name(), name));
    Path ballast = disk.resolve("ballast");
    command("dd", "if=/dev/zero", "of=" + ballast, "bs=64k", "status=none");
    Started full = journey.begin(Map.of(), "migrate");
    full.mustEndWith(1);
    Violation.unless(
        full.text().contains("No space left on device"), "it does not say why:\n%s", full.text());
    command("rm", ballast.toString());
    command("mount", "-o", "remount,size=256m", disk.toString());
    figures.kills("disk full", 1);
    figures.add("disk full", journey.run("migrate"));
    MigrationCrashes.goOnFrom(journey);
  }

  private static boolean mount(Path disk, String size) {
    return command("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", disk.toString()) == 0;
  }

  private static int command(String... command) {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
