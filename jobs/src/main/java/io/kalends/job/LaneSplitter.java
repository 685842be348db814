package io.kalends.job;

import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/** As many workers as the migration wants; what each has to do is asked by the workers. */
final class LaneSplitter implements StepExecutionSplitter {

  private final JobRepository repository;
  private final Undertakings undertakings;
  private final String step;

  LaneSplitter(JobRepository repository, Undertakings undertakings, String step) {
    this.repository = repository;
    this.undertakings = undertakings;
    this.step = step;
  }

  @Override
  public String getStepName() {
    return step;
  }

  @Override
  public Set<StepExecution> split(StepExecution manager, int gridSize) {
    Set<StepExecution> lanes = new LinkedHashSet<>();
    var execution = manager.getJobExecution();
    int workers = undertakings.of(execution.getId()).now().workers();
    for (int lane = 0; lane < workers && !manager.isTerminateOnly(); lane++) {
      StepExecution worker = repository.createStepExecution(step + ":" + (lane + 1), execution);
      worker.getExecutionContext().putInt(MigrationWorker.LANE, lane);
      repository.updateExecutionContext(worker);
      lanes.add(worker);
    }
    return lanes;
  }
}
