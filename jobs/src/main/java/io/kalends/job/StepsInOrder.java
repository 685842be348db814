package io.kalends.job;

import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.job.StartLimitExceededException;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.step.Step;

/**
 * A job that goes through all its steps: one that failed does not keep the next from running, but
 * keeps the run from being green. (A flow with a transition out of a failed step marks that step
 * ABANDONED, and a restart would leave it out.)
 */
final class StepsInOrder extends SimpleJob {

  private final List<Step> steps;

  StepsInOrder(String name, List<Step> steps) {
    super(name);
    this.steps = List.copyOf(steps);
    setSteps(this.steps);
  }

  @Override
  protected void doExecute(JobExecution execution)
      throws JobInterruptedException, JobRestartException, StartLimitExceededException {
    BatchStatus worst = BatchStatus.COMPLETED;
    for (Step step : steps) {
      worst = BatchStatus.max(worst, handleStep(step, execution).getStatus());
    }
    execution.setStatus(worst);
    execution.setExitStatus(
        worst == BatchStatus.COMPLETED
            ? ExitStatus.COMPLETED
            : ExitStatus.FAILED.addExitDescription("see kalends.ledger"));
  }
}
