package io.kalends.drill;

import io.kalends.drill.MigrationFixture.Begun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What else may happen to a migration: a full disk, a broken wire, somebody's ALTER TABLE. */
final class MigrationDisturbances {

  private static final int UNREACHABLE = 69;

  private static final List<String> REWRITES =
      List.of(
          "vacuum full public.\"Reading\"",
          "cluster public.\"Reading\" using \"Reading_site\"",
          "alter table public.\"Reading\" alter column amount type numeric(14,2)");

  private final MigrationFixture fixture;
  private final Figures figures;

  MigrationDisturbances(MigrationFixture fixture, Figures figures) {
    this.fixture = fixture;
    this.figures = figures;
  }

  /** Cuts over, rolls back and cuts over again, this often, while the application writes. */
  Part roundTrips(int times, RandomGenerator random) {
    return new Part(
        "trips",
        true,
        6 + 5 * times,
        Part.repeat(1, "there and back", random, each -> roundTrips(times, each.nextLong())));
  }

  private void roundTrips(int times, long seed) {
    MigrationCrashes.round(
        "round trips",
        "writer's seed " + seed,
        () ->
            fixture.play(
                Begun.VERIFIED,
                false,
                seed,
                migration -> {
                  for (int trip = 0; trip < times; trip++) {
                    figures.add("cut over", migration.run("cutover"));
                    migration.mustBe("cut_over");
                    figures.add("roll back", migration.run("rollback"));
                    migration.mustBe("mirroring");
                    migration.run("verify");
                  }
                  figures.fact("writer of the round trips", migration.writer());
                  migration.mustBeRight();
                }));
  }

  /** The connections break after any message, or at any COMMIT, before or after it was heard. */
  Part breakConnections(int times, RandomGenerator random) {
    BreakingProxy.At[] kinds = BreakingProxy.At.values();
    int first = random.nextInt(kinds.length);
    List<Part.Round> rounds =
        IntStream.range(first, first + times)
            .mapToObj(i -> kinds[i % kinds.length])
            .flatMap(
                at -> Part.repeat(1, describe(at), random, each -> breakOnce(at, each)).stream())
            .toList();
    return new Part("wire", false, 11, rounds);
  }

  private static String describe(BreakingProxy.At at) {
    return "wire cut, " + at.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private void breakOnce(BreakingProxy.At at, RandomGenerator random) {
    for (boolean[] hit = {false}; !hit[0]; ) {
      DisturbedJob disturbed = DisturbedJob.any(random);
      long count = 1 + random.nextLong(at == BreakingProxy.At.MESSAGE ? 500 : 40);
      long seed = random.nextLong();
      String what = describe(at);
      MigrationCrashes.round(
          what,
          "number %d of %s, writer's seed %d".formatted(count, disturbed.job(), seed),
          () ->
              fixture.play(
                  disturbed.begun(),
                  false,
                  seed,
                  migration -> hit[0] = cut(migration, disturbed, what, new Cut(at, count))));
    }
  }

  private record Cut(BreakingProxy.At at, long count) {}

  private boolean cut(
      MigrationUnderWrites migration, DisturbedJob disturbed, String what, Cut cut) {
    disturbed.prepare(migration);
    int code;
    try (BreakingProxy wire = new BreakingProxy(migration.target(), cut.at(), cut.count())) {
      ProgramProcess run =
          migration.begin(Map.of("KALENDS_URL", wire.url()), disturbed.job(), disturbed.options());
      code = run.await();
      if (!wire.hasBroken()) {
        run.mustEndWith(0);
        return false;
      }
      Violation.unless(
          code == UNREACHABLE || code == 0, "ended with %d instead of 69:\n%s", code, run.text());
    }
    figures.kills(what, 1);
    figures.add(what, migration.run(disturbed.job(), disturbed.options()));
    MigrationCrashes.goOnFrom(migration);
    return true;
  }

  /** The monolith gets another file, or another column, in mid-copy: it is noticed. */
  Part rewrite(int times, RandomGenerator random) {
    int first = random.nextInt(REWRITES.size());
    List<Part.Round> rounds =
        IntStream.range(first, first + times)
            .mapToObj(i -> REWRITES.get(i % REWRITES.size()))
            .flatMap(
                sql ->
                    Part.repeat(1, describe(sql), random, each -> inMidCopy(sql, each.nextLong()))
                        .stream())
            .toList();
    return new Part("rewrite", false, 8, rounds);
  }

  private static String describe(String sql) {
    return sql.substring(0, sql.indexOf(" public.")).toUpperCase(Locale.ROOT) + " in mid-copy";
  }

  private void inMidCopy(String sql, long seed) {
    String what = describe(sql);
    MigrationCrashes.round(
        what,
        "writer's seed " + seed,
        () ->
            fixture.play(
                Begun.MONOLITH,
                false,
                seed,
                migration -> {
                  ProgramProcess run =
                      migration.begin(
                          Map.of("KALENDS_FAILPOINT", "migrate.copy.after_commit:1:STOP"),
                          "migrate",
                          "workers=1"); // another would be paused with its transaction open
                  Violation.unless(run.awaitPaused(), "it was to be paused:\n%s", run.text());
                  migration.execute(sql);
                  run.signal("CONT");
                  run.mustEndWith(0);
                  figures.add(what, run.elapsedMs());
                  long restarts =
                      migration
                          .target()
                          .count(
                              "select count(*) from kalends.ledger where message ~ 'start again' or"
                                  + " action ~ 'restart'");
                  Violation.unless(restarts > 0, "it was not noticed:\n%s", run.text());
                  migration.mustBe("verified");
                  MigrationCrashes.goOnFrom(migration);
                }));
  }

  /** The file system of the shadow is full; it stops clean, and goes on when there is room. */
  Part fillTheDisk(int times, RandomGenerator random) {
    return new Part(
        "disk",
        true,
        8,
        Part.repeat(times, "disk full", random, each -> fillOnce(each.nextLong())));
  }

  private void fillOnce(long seed) {
    Path disk = emptyDirectory();
    if (!mount(disk, "8m")) {
      figures.say("disk full: skipped, this process may not mount a tmpfs");
      return;
    }
    try {
      MigrationCrashes.round(
          "disk full",
          "writer's seed " + seed,
          () -> fixture.play(Begun.MONOLITH, false, seed, migration -> fill(migration, disk)));
    } finally {
      command("umount", "-l", disk.toString());
    }
  }

  private static Path emptyDirectory() {
    try {
      return Files.createTempDirectory("drill-disk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void fill(MigrationUnderWrites migration, Path disk) {
    String name = "small_" + migration.target().name();
    Path directory = disk.resolve(name);
    command("mkdir", directory.toString());
    fixture.server().execute("create tablespace %s location '%s'".formatted(name, directory));
    fixture.server().execute("grant create on tablespace %s to kalends".formatted(name));
    fixture
        .server()
        .execute(
            "alter database %s set default_tablespace = %s"
                .formatted(migration.target().name(), name));
    Path ballast = disk.resolve("ballast");
    command("dd", "if=/dev/zero", "of=" + ballast, "bs=64k", "status=none");
    ProgramProcess full = migration.begin(Map.of(), "migrate");
    full.mustEndWith(1);
    Violation.unless(
        full.text().contains("No space left on device"), "it does not say why:\n%s", full.text());
    command("rm", ballast.toString());
    command("mount", "-o", "remount,size=256m", disk.toString());
    figures.kills("disk full", 1);
    figures.add("disk full", migration.run("migrate"));
    MigrationCrashes.goOnFrom(migration);
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
