package io.kalends.job.verify;

import io.kalends.domain.JobName;
import io.kalends.job.JobSteps;
import io.kalends.job.MigrationStep;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** Compares the two tables of a migration. */
public final class VerifyJob {

  private VerifyJob() {}

  public static Job define(JobSteps steps) {
    return steps.whileDue(JobName.VERIFY, new MigrationStep(step(steps), VerifyWork::isDue));
  }

  public static Step step(JobSteps steps) {
    return steps.single("verify", new VerifyWork());
  }
}
