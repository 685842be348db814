package io.kalends.job;

import io.kalends.domain.Action;
import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.domain.Outcome;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.TransactionMode;
import io.kalends.domain.Verdict;
import io.kalends.postgres.Ledger.Entry;
import io.kalends.postgres.Mandate;
import java.util.List;
import java.util.Map;
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
 * Works on one table: takes its lease, calls {@link TableTurn#pass} until nothing is left, gives
 * the lease back. Each call is one bounded pass; between two of them the step may be stopped. A
 * step with a problem ends FAILED without an exception: the ledger says why.
 */
final class TableWorker implements Tasklet, StepExecutionListener {

  private final Doors doors;
  private final RunBoard board;
  private final StopSignal stop;
  private final Step step;
  private final Map<Long, TableTurn> turns = new ConcurrentHashMap<>();
  private final Set<Long> failed = ConcurrentHashMap.newKeySet();

  TableWorker(Doors doors, RunBoard board, StopSignal stop, Step step) {
    this.doors = doors;
    this.board = board;
    this.stop = stop;
    this.step = step;
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext context) {
    StepExecution execution = context.getStepContext().getStepExecution();
    TableName table = FanOut.tableOf(execution);
    long runId = execution.getJobExecutionId();
    String job = execution.getJobExecution().getJobInstance().getJobName();
    try {
      TableTurn turn = turns.get(execution.getId());
      if (turn == null) {
        if (step == Step.DROP && board.hasFailed(runId, table)) {
          return skip(new Mandate(table, 0, runId, job));
        }
        turn = begin(execution, doors.leases().take(table, runId, job));
      }
      boolean finished = turn.pass(stop);
      contribution.incrementWriteCount(1);
      return finished ? RepeatStatus.FINISHED : RepeatStatus.CONTINUABLE;
    } catch (Unreachable lost) {
      throw lost;
    } catch (KalendsException e) {
      failed.add(execution.getId());
      fail(new Mandate(table, 0, runId, job), e);
      return RepeatStatus.FINISHED;
    }
  }

  @Override
  public ExitStatus afterStep(StepExecution execution) {
    TableTurn turn = turns.remove(execution.getId());
    boolean bad = failed.remove(execution.getId());
    if (turn != null) {
      bad |= turn.outcomes().stream().anyMatch(Outcome::isProblem);
      if (turn.outcomes().contains(Outcome.FAILED) || turn.outcomes().contains(Outcome.REFUSED)) {
        board.markFailed(execution.getJobExecutionId(), FanOut.tableOf(execution));
      }
      doors.leases().release(turn.mandate());
    }
    board.tableDone();
    if (bad && execution.getStatus() == BatchStatus.COMPLETED) {
      execution.setStatus(BatchStatus.FAILED);
      return ExitStatus.FAILED.addExitDescription("see kalends.ledger");
    }
    return execution.getExitStatus();
  }

  private TableTurn begin(StepExecution execution, Mandate mandate) {
    RunParameters run =
        RunParameters.from(mandate.job(), execution.getJobExecution().getJobParameters());
    TableTurn turn = new TableTurn(doors, board, run, mandate, step);
    turns.put(execution.getId(), turn);
    return turn;
  }

  private RepeatStatus skip(Mandate mandate) {
    String message = "nothing is dropped: an earlier step of this run failed for this table";
    doors.ledger().write(mandate, about(mandate), Entry.of(Outcome.SKIPPED, message));
    return RepeatStatus.FINISHED;
  }

  private void fail(Mandate mandate, KalendsException e) {
    Outcome outcome = e instanceof Busy ? Outcome.BUSY : Outcome.FAILED;
    if (outcome == Outcome.FAILED) {
      board.markFailed(mandate.runId(), mandate.table());
    }
    String message = e.messageAndMend();
    doors.ledger().write(mandate, about(mandate), Entry.of(outcome, message));
  }

  /** An action that stands for the step as a whole. */
  private Action about(Mandate mandate) {
    return new Action(
        0,
        mandate.table(),
        step,
        step.text(),
        null,
        null,
        null,
        List.of(),
        TransactionMode.ONE,
        null,
        null,
        null,
        0,
        0,
        Verdict.DO,
        null);
  }
}
