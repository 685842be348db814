package io.kalends.job;

import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
        plans.plan(
            new Plans.Question(run.table(), run.at(), List.of(step), run.maxDrops(), run.full()));
    board.begin(step, plan.tables().size(), plan.work().size());
    for (TableName table : plan.tables()) {
      StepExecution worker = repository.createStepExecution(getStepName() + ":" + table, execution);
      ExecutionContext context = worker.getExecutionContext();
      context.putString(SCHEMA, table.schema());
      context.putString(NAME, table.name());
      repository.updateExecutionContext(worker);
      workers.add(worker);
    }
    return workers;
  }

  static TableName tableOf(StepExecution worker) {
    ExecutionContext context = worker.getExecutionContext();
    return new TableName(context.getString(SCHEMA), context.getString(NAME));
  }
}
