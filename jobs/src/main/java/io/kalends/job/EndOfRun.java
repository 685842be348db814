package io.kalends.job;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * A step that failed does not keep the next from running; here it keeps the run from being green.
 */
final class EndOfRun implements JobExecutionListener {

  private final RunBoard board;

  EndOfRun(RunBoard board) {
    this.board = board;
  }

  @Override
  public void afterJob(JobExecution execution) {
    board.forget(execution.getId());
    boolean failed =
        execution.getStepExecutions().stream().anyMatch(step -> step.getStatus().isUnsuccessful());
    if (failed && execution.getStatus() == BatchStatus.COMPLETED) {
      execution.setStatus(BatchStatus.FAILED);
      execution.setExitStatus(ExitStatus.FAILED.addExitDescription("see kalends.ledger"));
    }
  }
}
