package io.kalends.job.record;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Writes down what is there. */
public final class RecordJob {

  private RecordJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(JobName.RECORD_ONLY, step(steps));
  }

  public static Step step(JobSteps steps) {
    return steps.forEachTable(io.kalends.domain.Step.RECORD);
  }
}
