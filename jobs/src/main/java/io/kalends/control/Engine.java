package io.kalends.control;

import io.kalends.domain.JobName;
import io.kalends.job.RunBoard;
import io.kalends.job.StopSignal;
import java.util.Map;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/** Spring Batch, ready to run: it is started only when there is something to run. */
public record Engine(JobOperator operator, JobRepository repository, Map<JobName, Job> jobs) {

  public Engine {
    jobs = Map.copyOf(jobs);
  }

  /** Between the engine and those outside: who asks it to stop, who watches its progress. */
  public record Controls(StopSignal stop, RunBoard board) {}
}
