package io.kalends.job;

import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Migration;
import io.kalends.domain.MigrationOption;
import io.kalends.domain.Obstacle;
import io.kalends.domain.Outcome;
import io.kalends.domain.TableName;
import io.kalends.domain.TimeSpan;
import io.kalends.postgres.Ledger.Deed;
import io.kalends.postgres.Ledger.Entry;
import io.kalends.postgres.Mandate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.job.JobExecution;

/** The migrations that this process works on; each begins with its lease. */
final class Undertakings {

  private final Map<Long, Undertaking> open = new ConcurrentHashMap<>();
  private final Doors doors;
  private final Undertaking.Outside outside;

  Undertakings(Doors doors, Undertaking.Outside outside) {
    this.doors = doors;
    this.outside = outside;
  }

  Undertaking of(long runId) {
    Undertaking undertaking = open.get(runId);
    if (undertaking == null) {
      throw new IllegalStateException("run " + runId + " works on no migration");
    }
    return undertaking;
  }

  /**
   * Takes the lease, and plans the migration where it is to be started; empty when something stands
   * in its way, which is then in the ledger.
   */
  Optional<Undertaking> begin(JobExecution execution) {
    RunParameters run =
        RunParameters.from(execution.getJobInstance().getJobName(), execution.getJobParameters());
    TableName asked = run.table();
    if (asked == null) {
      throw new BadInput("job %s needs a table".formatted(run.job().text()), "say table=NAME");
    }
    requireUsable(run);
    Optional<Migration> found = find(run, asked);
    TableName table = found.map(Migration::source).orElse(asked);
    Mandate mandate = doors.leases().take(table, execution.getId(), run.job().text());
    try {
      Optional<Undertaking> begun = begin(run, mandate);
      begun.ifPresent(undertaking -> open.put(execution.getId(), undertaking));
      if (begun.isEmpty()) {
        doors.leases().release(mandate);
      }
      return begun;
    } catch (RuntimeException e) {
      doors.leases().release(mandate);
      throw e;
    }
  }

  /** What is only looked at when somebody is in the way is refused at once, too. */
  private static void requireUsable(RunParameters run) {
    String deadline = run.options().get(MigrationOption.DEADLINE.text());
    if (deadline != null) {
      TimeSpan.parse(deadline);
    }
    String end = run.options().get(MigrationOption.END.text());
    if (end != null && !end.matches("[0-9]+([, ]+[0-9]+)*")) {
      throw new BadInput(
          "end is '%s'".formatted(end), "name sessions by their pid, with commas: end=4711,4712");
    }
  }

  void end(JobExecution execution) {
    open.remove(execution.getId());
  }

  private Optional<Migration> find(RunParameters run, TableName asked) {
    return run.job() == JobName.MIGRATE
        ? doors.migrations().book().underWay(asked)
        : Optional.of(doors.migrations().book().find(asked.toString()));
  }

  /** The lease is ours: what another process did before is seen now. */
  private Optional<Undertaking> begin(RunParameters run, Mandate mandate) {
    if (run.job() != JobName.MIGRATE) {
      Migration found = doors.migrations().book().find(mandate.table().toString());
      return Optional.of(undertaking(run, mandate, found));
    }
    Optional<Migration> found = doors.migrations().book().underWay(mandate.table());
    if (found.isEmpty()) {
      List<Obstacle> obstacles = doors.migrations().protocol().create(mandate, run.options());
      obstacles.forEach(each -> refuse(mandate, each));
      found =
          obstacles.isEmpty()
              ? doors.migrations().book().underWay(mandate.table())
              : Optional.empty();
    } else {
      doors.migrations().book().requireOptions(found.get(), run.options());
    }
    return found.map(migration -> undertaking(run, mandate, migration));
  }

  private Undertaking undertaking(RunParameters run, Mandate mandate, Migration migration) {
    return new Undertaking(doors, outside, run, mandate, migration.id());
  }

  private void refuse(Mandate mandate, Obstacle obstacle) {
    Deed deed = Deed.of("start");
    doors.ledger().write(mandate, deed, Entry.of(Outcome.REFUSED, obstacle.describe()));
  }
}
