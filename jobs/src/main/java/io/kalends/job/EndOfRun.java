package io.kalends.job;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/** What the workers of a run had to know of each other is not needed any more. */
final class EndOfRun implements JobExecutionListener {

  private final RunBoard board;

  EndOfRun(RunBoard board) {
    this.board = board;
  }

  @Override
  public void afterJob(JobExecution execution) {
    board.forget(execution.getId());
  }
}
