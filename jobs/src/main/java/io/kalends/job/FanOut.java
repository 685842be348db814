package io.kalends.job;

import io.kalends.domain.Action;
import io.kalends.domain.Outcome;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.Verdict;
import io.kalends.postgres.Ledger.Entry;
import io.kalends.postgres.Mandate;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * One worker per table that the plan has something to say about; with nothing to do, none. The plan
 * is asked again at every start, so what an earlier execution completed is not there any more.
 * (Spring's own splitter loads the whole history of the instance for each partition.)
 */
final class FanOut implements StepExecutionSplitter {

  static final String SCHEMA = "table_schema";
  static final String NAME = "table_name";

  private final JobRepository repository;
  private final Doors doors;
  private final RunBoard board;
  private final Step step;

  FanOut(JobRepository repository, Doors doors, RunBoard board, Step step) {
    this.repository = repository;
    this.doors = doors;
    this.board = board;
    this.step = step;
  }

  @Override
  public String getStepName() {
    return step.text();
  }

  @Override
  public Set<StepExecution> split(StepExecution manager, int gridSize) {
    Set<StepExecution> workers = new LinkedHashSet<>();
    if (manager.isTerminateOnly()) {
      return workers;
    }
    var execution = manager.getJobExecution();
    RunParameters run =
        RunParameters.from(execution.getJobInstance().getJobName(), execution.getJobParameters());
    Plan plan =
        board
            .forecast()
            .map(all -> all.of(step))
            .orElseGet(() -> doors.plans().plan(run.question(step)));
    if (step == run.job().steps().getFirst()) {
      noteSkipped(plan, execution);
    }
    Set<TableName> tables = tables(plan);
    board.begin(step, tables.size(), plan.work().size());
    for (TableName table : tables) {
      StepExecution worker = repository.createStepExecution(getStepName() + ":" + table, execution);
      ExecutionContext context = worker.getExecutionContext();
      context.putString(SCHEMA, table.schema());
      context.putString(NAME, table.name());
      repository.updateExecutionContext(worker);
      workers.add(worker);
    }
    return workers;
  }

  private static Set<TableName> tables(Plan plan) {
    return plan.actions().stream()
        .filter(action -> action.verdict() != Verdict.SKIPPED)
        .map(Action::table)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * That a table has never been there, or is not enabled, is said once in a run, and nobody works
   * on it. (A worker would ask for the plan of its table by name, and who does that means it.)
   */
  private void noteSkipped(Plan plan, JobExecution execution) {
    String job = execution.getJobInstance().getJobName();
    for (Action action : plan.actions()) {
      if (action.verdict() == Verdict.SKIPPED) {
        Mandate mandate = new Mandate(action.table(), 0, execution.getId(), job);
        doors.ledger().write(mandate, action, Entry.of(Outcome.SKIPPED, action.blocker()));
      }
    }
  }

  static TableName tableOf(StepExecution worker) {
    ExecutionContext context = worker.getExecutionContext();
    return new TableName(context.getString(SCHEMA), context.getString(NAME));
  }
}
