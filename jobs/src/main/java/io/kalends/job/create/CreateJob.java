package io.kalends.job.create;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Opens the partitions to come. */
public final class CreateJob {

  private CreateJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(JobName.CREATE_ONLY, step(steps));
  }

  public static Step step(JobSteps steps) {
    return steps.forEachTable(io.kalends.domain.Step.CREATE);
  }
}
