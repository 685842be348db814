package io.kalends.drill;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ends a run hard, starts the next one without a helping hand, and compares what there is with what
 * an undisturbed run leaves.
 */
final class Crashes {

  private final Stage stage;
  private final Figures figures;
  private final RandomGenerator random;
  private final Audit maintained;
  private final Audit vacuumed;
  private final Map<String, Integer> most = new HashMap<>();
  private long undisturbedMs;

  Crashes(Stage stage, Figures figures, RandomGenerator random) {
    this.stage = stage;
    this.figures = figures;
    this.random = random;
    this.maintained = reference("maintenance");
    this.vacuumed = reference("vacuum");
    figures.fact("undisturbed run ms", undisturbedMs);
  }

  /** {@code kill -9} at any instant of a run. */
  void atRandomInstants(int times) {
    Lanes.play(times, this::atRandomInstant);
  }

  private void atRandomInstant() {
    for (boolean[] alive = {false}; !alive[0]; ) {
      long instant = random.nextLong(undisturbedMs / 10, undisturbedMs);
      round(
          "kill -9 at random",
          "kill -9 after " + instant + " ms",
          target -> {
            Started run = stage.run(target, Map.of(), "maintenance");
            Pause.of(instant);
            alive[0] = run.process().isAlive();
            run.process().destroyForcibly();
            run.mustEndWith(Started.KILLED, 0);
            if (alive[0]) {
              figures.kills("kill -9 at random", 1);
              mend(target, "kill -9 at random", "maintenance");
            }
          });
    }
  }

  /** {@code pg_ctl stop -m immediate} under a run; the server is started again at once. */
  void stopTheServer(int times) {
    stage.server().execute("alter system set fsync = on");
    stage.server().execute("alter system set full_page_writes = on");
    stage.server().execute("select pg_reload_conf()");
    for (int i = 0; i < times; ) {
      long instant = random.nextLong(undisturbedMs / 4, undisturbedMs);
      boolean[] alive = {false};
      round(
          "pg_ctl stop -m immediate",
          "stop -m immediate after " + instant + " ms",
          target -> {
            Started run = stage.run(target, Map.of(), "maintenance");
            Pause.of(instant);
            alive[0] = run.process().isAlive();
            stage.server().stop("immediate");
            int code = run.await();
            stage.server().restart();
            alive[0] &= code != 0;
            if (alive[0]) {
              Violation.unless(code == 69, "ended with %d instead of 69:\n%s", code, run.text());
              figures.kills("pg_ctl stop -m immediate", 1);
              mend(target, "pg_ctl stop -m immediate", "maintenance");
            }
          });
      i += alive[0] ? 1 : 0;
    }
    stage.server().execute("alter system set fsync = off");
    stage.server().execute("alter system set full_page_writes = off");
    stage.server().execute("select pg_reload_conf()");
  }

  /** A vacuum needs dead rows, and a copy of a database has the statistics of none. */
  static void prepare(Target target, String job) {
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
  void mend(Target target, String what, String job) {
    Started next = stage.run(target, Map.of(), job);
    next.mustEndWith(0);
    figures.add(what, next.elapsedMs());
    mustBeAsAfterAnUndisturbedRun(target, job);
  }

  void mustBeAsAfterAnUndisturbedRun(Target target, String job) {
    if (job.equals("vacuum")) {
      Audit.ofVacuum(target).mustEqual(vacuumed);
      return;
    }
    Audit.of(target).mustEqual(maintained);
    Audit.mustBeClean(target);
  }

  void round(String what, String repeat, Stage.Round round) {
    try {
      stage.play(round);
    } catch (Violation e) {
      throw new Violation("%s (%s): %s".formatted(what, repeat, e.getMessage()));
    }
  }

  /** How often an undisturbed run acts so; "plain detach" are those inside a transaction. */
  int most(String action) {
    return Math.max(1, most.getOrDefault(action, 1));
  }

  long undisturbedMs() {
    return undisturbedMs;
  }

  private Audit reference(String job) {
    Audit[] audit = new Audit[1];
    stage.play(
        target -> {
          prepare(target, job);
          Started run = stage.run(target, Map.of(), job);
          run.mustEndWith(0);
          undisturbedMs = Math.max(undisturbedMs, run.elapsedMs());
          audit[0] = job.equals("vacuum") ? Audit.ofVacuum(target) : Audit.of(target);
          if (job.equals("maintenance")) {
            Audit.mustBeClean(target);
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
  private void plainDetaches(Target target) {
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
