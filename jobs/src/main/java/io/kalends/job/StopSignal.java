package io.kalends.job;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.StepExecution;

/**
 * Asks the run of this process to stop: after the action at hand every worker ends STOPPED, and
 * nothing new is begun. It works on the executions in memory, because {@code JobOperator.stop}
 * races the worker that it stops.
 */
public final class StopSignal implements StepExecutionListener {

  private final Set<StepExecution> running = ConcurrentHashMap.newKeySet();
  private volatile boolean asked;

  /** Safe to call from any thread, and more than once. */
  public void ask() {
    asked = true;
    running.forEach(StepExecution::setTerminateOnly);
  }

  public boolean isAsked() {
    return asked;
  }

  @Override
  public void beforeStep(StepExecution execution) {
    running.add(execution);
    if (asked) {
      execution.setTerminateOnly();
    }
  }

  @Override
  public org.springframework.batch.core.ExitStatus afterStep(StepExecution execution) {
    running.remove(execution);
    return execution.getExitStatus();
  }
}
