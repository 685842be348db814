package io.kalends.job;

import io.kalends.domain.JobName;
import io.kalends.domain.Step;
import io.micrometer.observation.ObservationRegistry;
import java.util.List;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;

/**
 * The only place where steps and jobs are built, so that none runs with the wrong transaction
 * manager. A worker's step has none on purpose: DETACH CONCURRENTLY and VACUUM need to be outside
 * any transaction, every other act has a transaction of its own, and progress is in the ledger.
 */
public final class JobSteps {

  private final JobRepository repository;
  private final TaskExecutor executor;
  private final Doors doors;
  private final StopSignal stop;
  private final RunBoard board;
  private final ObservationRegistry observations;
  private final Undertakings undertakings;

  /**
   * Who asks a run to stop, who watches its progress, and who measures how long its steps take: the
   * steps as a whole, since workers are named after tables, and there may be any number of those.
   */
  public record Outside(StopSignal stop, RunBoard board, ObservationRegistry observations) {}

  /**
   * @param executor runs the workers of a step, as many at once as it allows
   */
  public JobSteps(JobRepository repository, TaskExecutor executor, Doors doors, Outside outside) {
    this.repository = repository;
    this.executor = executor;
    this.doors = doors;
    this.stop = outside.stop();
    this.board = outside.board();
    this.observations = outside.observations();
    this.undertakings = new Undertakings(doors, new Undertaking.Outside(board, stop));
  }

  /** One kind of work, fanned out over the tables that need it. */
  public org.springframework.batch.core.step.Step forEachTable(Step step) {
    return new StepBuilder(step.text(), repository)
        .allowStartIfComplete(true)
        .listener(stop)
        .observationRegistry(observations)
        .partitioner(worker(step))
        .splitter(new FanOut(repository, doors, board, step))
        .taskExecutor(executor)
        .build();
  }

  /** A job that goes through all its steps, also when one of them has failed for some table. */
  public Job inOrder(JobName name, org.springframework.batch.core.step.Step... steps) {
    StepsInOrder job = new StepsInOrder(name.text(), List.of(steps));
    job.setJobRepository(repository);
    job.setObservationRegistry(observations);
    job.registerJobExecutionListener(new BothEnds(board));
    return job;
  }

  /** A job of a migration: goes on with the step that is due, until none is. */
  public Job whileDue(JobName name, MigrationStep... steps) {
    MigrationFlow job = new MigrationFlow(name.text(), List.of(steps), undertakings);
    job.setJobRepository(repository);
    job.setObservationRegistry(observations);
    job.registerJobExecutionListener(new BothEnds(board));
    return job;
  }

  /** Work of a migration that one worker does. */
  public org.springframework.batch.core.step.Step single(String name, MigrationWork work) {
    return single(name, work, observations);
  }

  private org.springframework.batch.core.step.Step lane(String name, MigrationWork work) {
    return single(name, work, ObservationRegistry.NOOP);
  }

  private org.springframework.batch.core.step.Step single(
      String name, MigrationWork work, ObservationRegistry watching) {
    return new StepBuilder(name, repository)
        .allowStartIfComplete(true)
        .listener(stop)
        .observationRegistry(watching)
        .tasklet(
            new MigrationWorker(undertakings, name, work), new ResourcelessTransactionManager())
        .build();
  }

  /** Work of a migration that is fanned out over as many workers as the migration wants. */
  public org.springframework.batch.core.step.Step lanes(String name, MigrationWork work) {
    SimpleAsyncTaskExecutor lanes = new SimpleAsyncTaskExecutor("kalends-lane-");
    lanes.setVirtualThreads(true);
    return new StepBuilder(name, repository)
        .allowStartIfComplete(true)
        .listener(stop)
        .observationRegistry(observations)
        .partitioner(lane(name, work))
        .splitter(new LaneSplitter(repository, undertakings, name))
        .taskExecutor(lanes)
        .build();
  }

  private org.springframework.batch.core.step.Step worker(Step step) {
    return new StepBuilder(step.text() + ":table", repository)
        .allowStartIfComplete(true)
        .listener(stop)
        .tasklet(new TableWorker(doors, board, stop, step), new ResourcelessTransactionManager())
        .build();
  }
}
