package io.kalends.job.vacuum;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Takes dead rows away. */
public final class VacuumJob {

  private VacuumJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(JobName.VACUUM_ONLY, step(steps));
  }

  public static Step step(JobSteps steps) {
    return steps.forEachTable(io.kalends.domain.Step.VACUUM);
  }
}
