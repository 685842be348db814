package io.kalends.job.rollback;

import io.kalends.domain.JobName;
import io.kalends.domain.Phase;
import io.kalends.job.JobSteps;
import io.kalends.job.MigrationStep;
import io.kalends.job.StatementsInTurn;
import io.kalends.job.Swapping;
import io.kalends.job.Undertaking;
import io.kalends.postgres.Swaps;
import org.springframework.batch.core.job.Job;

/** The monolith takes its place again; or the migration is given up. */
public final class RollbackJob {

  private RollbackJob() {}

  public static Job define(JobSteps steps) {
    return steps.whileDue(
        JobName.ROLLBACK,
        MigrationStep.once(
            Phase.CUT_OVER, steps.single("prepare swap", new StatementsInTurn(Swaps::before))),
        MigrationStep.at(
            Phase.CUT_OVER, steps.single("swap", new Swapping("swap", RollbackJob::swap))),
        MigrationStep.once(
            Phase.MIRRORING, steps.single("finish swap", new StatementsInTurn(Swaps::after))),
        new MigrationStep(
            steps.single("make way", new StatementsInTurn(Swaps::beforeGivingUp)),
            undertaking -> !undertaking.hasDone("make way") && isToBeGivenUp(undertaking)),
        new MigrationStep(
            steps.single("give up", new Swapping("give up", RollbackJob::giveUp)),
            RollbackJob::isToBeGivenUp),
        new MigrationStep(steps.single("rollback", new RefuseWork()), RefuseWork::isDue));
  }

  private static boolean isToBeGivenUp(Undertaking undertaking) {
    Phase phase = undertaking.now().phase();
    return "true".equals(undertaking.option("give_up"))
        && !phase.isOver()
        && phase != Phase.CUT_OVER;
  }

  private static void swap(Swaps swaps, Undertaking undertaking) {
    swaps.swap(undertaking.mandate(), undertaking.now());
  }

  private static void giveUp(Swaps swaps, Undertaking undertaking) {
    swaps.giveUp(undertaking.mandate(), undertaking.now());
  }
}
