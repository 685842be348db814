package io.kalends.job;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.domain.Outcome;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Calls a work's passes until nothing is left. A step with a problem ends FAILED without an
 * exception: the ledger says why.
 */
final class MigrationWorker implements Tasklet, StepExecutionListener {

  static final String LANE = "lane";

  private final Undertakings undertakings;
  private final String step;
  private final MigrationWork work;
  private final Set<Long> failed = ConcurrentHashMap.newKeySet();

  MigrationWorker(Undertakings undertakings, String step, MigrationWork work) {
    this.undertakings = undertakings;
    this.step = step;
    this.work = work;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepExecution execution = context.getStepContext().getStepExecution();
    Undertaking undertaking = undertakings.of(execution.getJobExecutionId());
    int lane = execution.getExecutionContext().getInt(LANE, 0);
    try {
      return work.pass(undertaking, lane) ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
    } catch (Unreachable lost) {
      throw lost;
    } catch (KalendsException e) {
      failed.add(execution.getId());
      Outcome outcome =
          switch (e) {
            case Busy busy -> Outcome.BUSY;
            case Refused refused -> Outcome.REFUSED;
            default -> Outcome.FAILED;
          };
      undertaking.book(step, outcome, e.messageAndMend());
      return RepeatStatus.FINISHED;
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution execution) {
    if (failed.remove(execution.getId()) && execution.getStatus() == BatchStatus.COMPLETED) {
      execution.setStatus(BatchStatus.FAILED);
      return ExitStatus.FAILED.addExitDescription("see kalends.ledger");
    }
    return execution.getExitStatus();
  }
}
