package io.kalends.job;

import io.kalends.domain.KalendsException.Failed;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.job.StartLimitExceededException;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.step.Step;

/**
 * A job of a migration: takes the lease of the table and goes on with the step that is due, until
 * none is. Which one is due is asked of the database, so that a restart goes on where the last run
 * ended, and a copy that has to start again starts again.
 */
public final class MigrationFlow extends SimpleJob {

  /** The exit code by which the launcher knows that somebody has paused the migration. */
  public static final String PAUSED = "PAUSED";

  private static final int MOST_ROUNDS = 100;

  private final List<MigrationStep> steps;
  private final Undertakings undertakings;

  MigrationFlow(String name, List<MigrationStep> steps, Undertakings undertakings) {
    super(name);
    this.steps = List.copyOf(steps);
    this.undertakings = undertakings;
    setSteps(this.steps.stream().map(MigrationStep::step).toList());
  }

  @Override
  protected void doExecute(JobExecution execution)
      throws JobInterruptedException, JobRestartException, StartLimitExceededException {
    Optional<Undertaking> begun = undertakings.begin(execution);
    if (begun.isEmpty()) {
      end(execution, BatchStatus.FAILED, ExitStatus.FAILED);
      return;
    }
    try (Undertaking undertaking = begun.get()) {
      work(execution, undertaking);
    } finally {
      undertakings.end(execution);
    }
  }

  private void work(JobExecution execution, Undertaking undertaking)
      throws JobInterruptedException, JobRestartException, StartLimitExceededException {
    for (int i = 0; i < MOST_ROUNDS; i++) {
      Optional<Step> next = next(undertaking);
      if (next.isEmpty()) {
        end(execution, BatchStatus.COMPLETED, ExitStatus.COMPLETED);
        return;
      }
      BatchStatus status = handleStep(next.get(), execution).getStatus();
      undertaking.done(next.get().getName());
      if (undertaking.isPaused()) {
        end(execution, BatchStatus.STOPPED, new ExitStatus(PAUSED));
        return;
      }
      if (status != BatchStatus.COMPLETED) {
        ExitStatus exit = status == BatchStatus.STOPPED ? ExitStatus.STOPPED : ExitStatus.FAILED;
        end(execution, status, exit.addExitDescription("see kalends.ledger"));
        return;
      }
    }
    throw new Failed(
        "the migration of %s did not come further in %d rounds"
            .formatted(undertaking.mandate().table(), MOST_ROUNDS),
        "see why in kalends.ledger; something truncates or rewrites the table again and again");
  }

  private Optional<Step> next(Undertaking undertaking) {
    return steps.stream()
        .filter(step -> step.due().test(undertaking))
        .findFirst()
        .map(MigrationStep::step);
  }

  private static void end(JobExecution execution, BatchStatus status, ExitStatus exit) {
    execution.setStatus(status);
    execution.setExitStatus(exit);
  }
}
