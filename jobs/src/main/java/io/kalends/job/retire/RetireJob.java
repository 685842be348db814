package io.kalends.job.retire;

import io.kalends.domain.JobName;
import io.kalends.domain.Phase;
import io.kalends.job.JobSteps;
import io.kalends.job.MigrationStep;
import io.kalends.job.Swapping;
import io.kalends.job.Undertaking;
import io.kalends.postgres.Swaps;
import org.springframework.batch.core.job.Job;

/** The end of a migration: the old table goes. */
public final class RetireJob {

  private RetireJob() {}

  public static Job define(JobSteps steps) {
    return steps.whileDue(
        JobName.RETIRE,
        new MigrationStep(steps.single("retire", new RefuseWork()), RefuseWork::isDue),
        new MigrationStep(steps.single("audit", new AuditWork()), RetireJob::isToBeAudited),
        MigrationStep.at(
            Phase.CUT_OVER, steps.single("retire", new Swapping("retire", RetireJob::retire))));
  }

  private static void retire(Swaps swaps, Undertaking undertaking) {
    swaps.retire(undertaking.mandate(), undertaking.now(), isForced(undertaking));
  }

  static boolean isForced(Undertaking undertaking) {
    return "true".equals(undertaking.option("force"));
  }

  private static boolean isToBeAudited(Undertaking undertaking) {
    return undertaking.now().phase() != Phase.RETIRED && !undertaking.hasDone("audit");
  }
}
