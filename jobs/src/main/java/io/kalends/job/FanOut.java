package io.kalends.job;

import io.kalends.domain.Action;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.Verdict;
import io.kalends.postgres.Plans;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  private static final String SKIPPED = "skipped";

  private final JobRepository repository;
  private final Plans plans;
  private final RunBoard board;
  private final Step step;

  FanOut(JobRepository repository, Plans plans, RunBoard board, Step step) {
    this.repository = repository;
    this.plans = plans;
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
        board.forecast().map(all -> all.of(step)).orElseGet(() -> plans.plan(run.question(step)));
    Set<TableName> tables = tables(plan, step == run.job().steps().getFirst());
    board.begin(step, tables.size(), plan.work().size());
    for (TableName table : tables) {
      StepExecution worker = repository.createStepExecution(getStepName() + ":" + table, execution);
      ExecutionContext context = worker.getExecutionContext();
      context.putString(SCHEMA, table.schema());
      context.putString(NAME, table.name());
      reasonToSkip(plan.forTable(table)).ifPresent(why -> context.putString(SKIPPED, why));
      repository.updateExecutionContext(worker);
      workers.add(worker);
    }
    return workers;
  }

  /** That a table has never been there is said once in a run, by its first step. */
  private static Set<TableName> tables(Plan plan, boolean first) {
    return plan.actions().stream()
        .filter(action -> first || action.verdict() != Verdict.SKIPPED)
        .map(Action::table)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All that the plan has to say about a table is that it is left alone: not enabled, say. */
  private static Optional<String> reasonToSkip(Plan ofTable) {
    return ofTable.actions().stream().allMatch(action -> action.verdict() == Verdict.SKIPPED)
        ? ofTable.actions().stream().map(Action::blocker).filter(Objects::nonNull).findFirst()
        : Optional.empty();
  }

  /** Why the worker has nothing to do; asked for by its name, its table's plan might have more. */
  static @Nullable String skippedBecause(StepExecution worker) {
    ExecutionContext context = worker.getExecutionContext();
    return context.containsKey(SKIPPED) ? context.getString(SKIPPED) : null;
  }

  static TableName tableOf(StepExecution worker) {
    ExecutionContext context = worker.getExecutionContext();
    return new TableName(context.getString(SCHEMA), context.getString(NAME));
  }
}
