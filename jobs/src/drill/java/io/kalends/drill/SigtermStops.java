package io.kalends.drill;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;

/**
 * SIGTERM at any instant of a run: it ends with 143, everything it had begun is STOPPED, and the
 * next start goes on with the same instance.
 */
final class SigtermStops {

  private static final int STOPPED = 143;
  private static final String WHAT = "SIGTERM";

  private final MaintenanceFixture fixture;
  private final MaintenanceCrashes crashes;
  private final Queue<Long> stoppedIn = new ConcurrentLinkedQueue<>();

  SigtermStops(MaintenanceFixture fixture, MaintenanceCrashes crashes) {
    this.fixture = fixture;
    this.crashes = crashes;
  }

  Part part(int times, RandomGenerator random) {
    return new Part("stops", false, 6, Part.repeat(times, WHAT, random, this::terminate));
  }

  private void terminate(RandomGenerator random) {
    for (boolean[] counts = {false}; !counts[0]; ) {
      long instant = random.nextLong(crashes.undisturbedMs() / 3, crashes.undisturbedMs());
      crashes.round(
          WHAT, "kill -TERM after " + instant + " ms", target -> counts[0] = stop(target, instant));
    }
  }

  /** False when it came before the run was begun or after it had ended. */
  private boolean stop(RoundDatabase target, long instant) {
    ProgramProcess run = fixture.run(target, Map.of(), "maintenance");
    Pause.of(instant);
    boolean alive = run.process().isAlive();
    long asked = run.elapsedMs();
    run.signal("TERM");
    run.mustEndWith(STOPPED, 0);
    long took = run.elapsedMs() - asked;
    List<String> runs = target.rows("select status from kalends.batch_job_execution");
    if (!alive || runs.isEmpty() || runs.contains("COMPLETED")) {
      return false;
    }
    Violation.unless(runs.equals(List.of("STOPPED")), "the run is %s:\n%s", runs, run.text());
    List<String> steps =
        target.rows(
            "select step_name, status from kalends.batch_step_execution where end_time is null or"
                + " status not in ('COMPLETED', 'STOPPED')");
    Violation.unless(steps.isEmpty(), "steps are left: %s", steps);
    ProgramProcess next = fixture.run(target, Map.of(), "maintenance");
    next.mustEndWith(0);
    stoppedIn.add(took);
    crashes
        .figures()
        .fact("from SIGTERM to the end, worst ms", Collections.max(List.copyOf(stoppedIn)));
    crashes.figures().add(WHAT, next.elapsedMs());
    crashes.mustBeAsAfterAnUndisturbedRun(target, "maintenance");
    long instances = target.count("select count(*) from kalends.batch_job_instance");
    Violation.unless(instances == 1, "%d instances: it was not resumed", instances);
    return true;
  }
}
