package io.kalends.drill;

import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A process is paused in the middle of an act or of a transaction, another takes over when it has
 * not been heard of for the time-to-live, and then the first one goes on: it changes nothing any
 * more, and says that it has not done its work.
 */
final class Zombies {

  static final List<String> POINTS =
      List.of(
          "create.before_commit:7",
          "detach.after_statement:3",
          "drop.before_commit:5",
          "detach.before_statement:2",
          "drain.before_commit:4",
          "lease.taken:11",
          "analyze.after_commit:23",
          "record.before_commit:9",
          "launch.started:1",
          "launch.locked:1");

  /** A little longer than the time-to-live of {@link RoundDatabase#environment}. */
  private static final long UNTIL_TAKEN_FOR_DEAD_MS = 3_500;

  private final MaintenanceFixture fixture;
  private final MaintenanceCrashes crashes;

  Zombies(MaintenanceFixture fixture, MaintenanceCrashes crashes) {
    this.fixture = fixture;
    this.crashes = crashes;
  }

  /** At so many of the points, the first of them drawn. */
  Part pauseAndContinue(int times, RandomGenerator random) {
    int first = random.nextInt(POINTS.size());
    List<Part.Round> rounds =
        IntStream.range(first, first + times)
            .mapToObj(i -> POINTS.get(i % POINTS.size()))
            .map(point -> new Part.Round("zombie at " + point, () -> pauseAt(point)))
            .toList();
    return new Part("zombies", false, 8, rounds);
  }

  /** The hit is one that this database comes to, be its tables few or many. */
  private void pauseAt(String failpoint) {
    int colon = failpoint.indexOf(':');
    String name = failpoint.substring(0, colon);
    int hit = Integer.parseInt(failpoint.substring(colon + 1));
    String point = name + ":" + (1 + (hit - 1) % crashes.mostHits(name));
    crashes.round(
        "zombie at " + point,
        "KALENDS_FAILPOINT=" + point + ":STOP",
        target -> takeOver(target, point));
  }

  private void takeOver(RoundDatabase target, String point) {
    ProgramProcess zombie =
        fixture.run(target, Map.of("KALENDS_FAILPOINT", point + ":STOP"), "maintenance");
    Violation.unless(zombie.awaitPaused(), "%s was not reached:\n%s", point, zombie.text());
    Pause.of(UNTIL_TAKEN_FOR_DEAD_MS);
    ProgramProcess heir = fixture.run(target, Map.of(), "maintenance");
    heir.mustEndWith(0);
    crashes.figures().add("zombie (SIGSTOP, taken over)", heir.elapsedMs());
    crashes.mustBeAsAfterAnUndisturbedRun(target, "maintenance");
    List<String> before = state(target);
    zombie.signal("CONT");
    int code = zombie.await();
    Violation.unless(
        code > 0 && code != ProgramProcess.KILLED,
        "the zombie ended with %d:\n%s",
        code,
        zombie.text());
    List<String> after1 = state(target);
    Violation.unless(
        before.equals(after1), "the zombie changed\n%s\nto\n%s\n%s", before, after1, zombie.text());
    crashes.mustBeAsAfterAnUndisturbedRun(target, "maintenance");
  }

  /** The ledger as it is, the leases' epochs, and how the runs ended. */
  private static List<String> state(RoundDatabase target) {
    return target.rows(
        """
        select 'ledger', count(*), max(id), null from kalends.ledger
        union all select 'lease', sum(epoch), count(owner), null from kalends.lease
        union all select 'run', job_execution_id, job_instance_id, status from kalends.batch_job_execution
        union all select 'step', count(*), job_execution_id, status from kalends.batch_step_execution group by job_execution_id, status
        order by 1, 2, 3, 4\
        """);
  }
}
