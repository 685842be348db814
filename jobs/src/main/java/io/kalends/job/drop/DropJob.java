package io.kalends.job.drop;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Lets the past go. */
public final class DropJob {

  private DropJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(JobName.DROP_ONLY, step(steps));
  }

  public static Step step(JobSteps steps) {
    return steps.forEachTable(io.kalends.domain.Step.DROP);
  }
}
