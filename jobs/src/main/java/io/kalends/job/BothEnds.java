package io.kalends.job;

import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.listener.JobExecutionListener;

/**
 * A run begins, and its number is told; it ends, and what its workers had to know of each other is
 * not needed any more.
 */
final class BothEnds implements JobExecutionListener {

  private final RunBoard board;

  BothEnds(RunBoard board) {
    this.board = board;
  }

  @Override
  public void beforeJob(JobExecution execution) {
    board.begun(execution.getId());
  }

  @Override
  public void afterJob(JobExecution execution) {
    board.forget(execution.getId());
  }
}
