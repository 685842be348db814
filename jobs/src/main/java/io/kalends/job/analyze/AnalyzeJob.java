package io.kalends.job.analyze;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Keeps the statistics fresh. */
public final class AnalyzeJob {

  private AnalyzeJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(JobName.ANALYZE_ONLY, step(steps));
  }

  public static Step step(JobSteps steps) {
    return steps.forEachTable(io.kalends.domain.Step.ANALYZE);
  }
}
