package io.kalends.job.maintenance;

import io.kalends.domain.JobName;
import io.kalends.domain.Step;
import io.kalends.job.JobSteps;
import io.kalends.job.analyze.AnalyzeJob;
import io.kalends.job.create.CreateJob;
import io.kalends.job.drop.DropJob;
import io.kalends.job.record.RecordJob;
import org.springframework.batch.core.job.Job;

/** The nightly run. */
public final class MaintenanceJob {

  private MaintenanceJob() {}

  public static Job define(JobSteps steps) {
    return steps.inOrder(
        JobName.MAINTENANCE,
        CreateJob.step(steps),
        AnalyzeJob.step(steps),
        DropJob.step(steps),
        RecordJob.step(steps),
        steps.forEachTable(Step.AUDIT));
  }
}
