package io.kalends.drill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ends a run hard, starts the next one without a helping hand, and compares what there is with what
 * an undisturbed run leaves.
 */
final class MaintenanceCrashes {

  private final MaintenanceFixture fixture;
  private final Figures figures;
  private final DatabaseState maintained;
  private final DatabaseState vacuumed;
  private final Map<String, Integer> most = new HashMap<>();
  private long undisturbedMs;

  MaintenanceCrashes(MaintenanceFixture fixture, Figures figures) {
    this.fixture = fixture;
    this.figures = figures;
    this.maintained = reference("maintenance");
    this.vacuumed = reference("vacuum");
    figures.fact("undisturbed run ms", undisturbedMs);
  }

  /** {@code kill -9} at any instant of a run. */
  Part atRandomInstants(int times, RandomGenerator random) {
    String what = "kill -9 at random";
    return new Part("kills", false, 6, Part.repeat(times, what, random, this::killAtRandom));
  }

  private void killAtRandom(RandomGenerator random) {
    for (boolean[] alive = {false}; !alive[0]; ) {
      long instant = random.nextLong(undisturbedMs / 10, undisturbedMs);
      round(
          "kill -9 at random",
          "kill -9 after " + instant + " ms",
          target -> {
            ProgramProcess run = fixture.run(target, Map.of(), "maintenance");
            Pause.of(instant);
            alive[0] = run.process().isAlive();
            run.process().destroyForcibly();
            run.mustEndWith(ProgramProcess.KILLED, 0);
            if (alive[0]) {
              figures.kills("kill -9 at random", 1);
              startAgain(target, "kill -9 at random", "maintenance");
            }
          });
    }
  }

  /** {@code pg_ctl stop -m immediate} under a run; the server is started again at once. */
  Part stopTheServer(int times, RandomGenerator random) {
    String what = "pg_ctl stop -m immediate";
    return new Part("server", true, 12, Part.repeat(times, what, random, this::stopUnderARun));
  }

  private void stopUnderARun(RandomGenerator random) {
    fixture.setFsync("on");
    for (boolean[] alive = {false}; !alive[0]; ) {
      long instant = random.nextLong(undisturbedMs / 4, undisturbedMs);
      round(
          "pg_ctl stop -m immediate",
          "stop -m immediate after " + instant + " ms",
          target -> {
            ProgramProcess run = fixture.run(target, Map.of(), "maintenance");
            Pause.of(instant);
            alive[0] = run.process().isAlive();
            fixture.server().stop("immediate");
            int code = run.await();
            fixture.server().restart();
            alive[0] &= code != 0;
            if (alive[0]) {
              Violation.unless(code == 69, "ended with %d instead of 69:\n%s", code, run.text());
              figures.kills("pg_ctl stop -m immediate", 1);
              startAgain(target, "pg_ctl stop -m immediate", "maintenance");
            }
          });
    }
    fixture.setFsync("off");
  }

  /** A vacuum needs dead rows, and a copy of a database has the statistics of none. */
  static void prepare(RoundDatabase target, String job) {
    if (job.equals("vacuum")) {
      target.execute(
          """
          do $$ declare t regclass; begin
            for t in select oid from pg_class where relkind = 'p' loop
              execute format('update %s set note = note || ''.'' where country = 1', t);
            end loop;
          end $$\
          """);
    }
  }

  /** The next start needs no hand. */
  void startAgain(RoundDatabase target, String what, String job) {
    ProgramProcess next = fixture.run(target, Map.of(), job);
    next.mustEndWith(0);
    figures.add(what, next.elapsedMs());
    mustBeAsAfterAnUndisturbedRun(target, job);
  }

  void mustBeAsAfterAnUndisturbedRun(RoundDatabase target, String job) {
    if (job.equals("vacuum")) {
      DatabaseState.ofVacuum(target).mustEqual(vacuumed);
      return;
    }
    DatabaseState.of(target).mustEqual(maintained);
    DatabaseState.mustBeClean(target);
  }

  void round(String what, String repeat, MaintenanceFixture.Round round) {
    try {
      fixture.play(round);
    } catch (Violation e) {
      throw new Violation("%s (%s): %s".formatted(what, repeat, e.getMessage()));
    }
  }

  /** How often an undisturbed run comes to this failpoint, at least. */
  int mostHits(String failpoint) {
    String action = failpoint.substring(0, failpoint.indexOf('.'));
    return switch (action) {
      case "launch" -> 1;
      case "lease" -> fixture.tables();
      case "detach" -> failpoint.endsWith("commit") ? most("plain detach") : most("detach");
      default -> most(action);
    };
  }

  /** How often an undisturbed run acts so; "plain detach" are those inside a transaction. */
  private int most(String action) {
    return Math.max(1, most.getOrDefault(action, 1));
  }

  Figures figures() {
    return figures;
  }

  long undisturbedMs() {
    return undisturbedMs;
  }

  private DatabaseState reference(String job) {
    DatabaseState[] audit = new DatabaseState[1];
    fixture.play(
        target -> {
          prepare(target, job);
          ProgramProcess run = fixture.run(target, Map.of(), job);
          run.mustEndWith(0);
          undisturbedMs = Math.max(undisturbedMs, run.elapsedMs());
          audit[0] =
              job.equals("vacuum") ? DatabaseState.ofVacuum(target) : DatabaseState.of(target);
          if (job.equals("maintenance")) {
            DatabaseState.mustBeClean(target);
          }
          target
              .rows("select action, count(*) from kalends.ledger where outcome = 'done' group by 1")
              .forEach(
                  row -> {
                    List<String> parts = List.of(row.split("\\|"));
                    most.put(parts.getFirst(), Integer.parseInt(parts.getLast()));
                  });
          plainDetaches(target);
        });
    return audit[0];
  }

  /** Of the detaches, those inside a transaction have other failpoints than those outside. */
  private void plainDetaches(RoundDatabase target) {
    int plain =
        (int)
            target.count(
                "select count(*) from kalends.ledger where action = 'detach' and outcome = 'done'"
                    + " and lock_mode = 'ACCESS EXCLUSIVE'");
    if (plain > 0) {
      most.put("plain detach", plain);
      most.merge("detach", -plain, Integer::sum);
    }
  }
}
