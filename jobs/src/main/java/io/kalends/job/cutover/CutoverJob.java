package io.kalends.job.cutover;

import io.kalends.domain.JobName;
import io.kalends.domain.Phase;
import io.kalends.job.JobSteps;
import io.kalends.job.MigrationStep;
import io.kalends.job.StatementsInTurn;
import io.kalends.job.Swapping;
import io.kalends.job.Undertaking;
import io.kalends.job.verify.VerifyJob;
import io.kalends.postgres.Swaps;
import org.springframework.batch.core.job.Job;

/** The partitioned table takes the monolith's place. */
public final class CutoverJob {

  private CutoverJob() {}

  public static Job define(JobSteps steps) {
    return steps.whileDue(
        JobName.CUTOVER,
        MigrationStep.at(Phase.MIRRORING, VerifyJob.step(steps)),
        MigrationStep.once(
            Phase.VERIFIED, steps.single("prepare swap", new StatementsInTurn(Swaps::before))),
        MigrationStep.at(
            Phase.VERIFIED, steps.single("swap", new Swapping("swap", CutoverJob::swap))),
        MigrationStep.once(
            Phase.CUT_OVER, steps.single("finish swap", new StatementsInTurn(Swaps::after))),
        new MigrationStep(steps.single("cutover", new RefuseWork()), RefuseWork::isDue));
  }

  private static void swap(Swaps swaps, Undertaking undertaking) {
    swaps.swap(undertaking.mandate(), undertaking.now());
  }
}
