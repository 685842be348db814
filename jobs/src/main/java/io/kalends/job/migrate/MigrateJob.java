package io.kalends.job.migrate;

import io.kalends.domain.JobName;
import io.kalends.domain.Phase;
import io.kalends.job.JobSteps;
import io.kalends.job.MigrationStep;
import io.kalends.job.MigrationWork;
import io.kalends.job.Patiently;
import io.kalends.job.Undertaking;
import io.kalends.job.verify.VerifyJob;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.step.Step;

/** A monolith becomes a partitioned table beside it, equal to it and kept equal. */
public final class MigrateJob {

  private static final Duration LOCK_PATIENCE = Duration.ofMinutes(5);

  private MigrateJob() {}

  public static Job define(JobSteps steps) {
    return steps.whileDue(
        JobName.MIGRATE,
        when(
            RestartWork::isDue,
            steps.single("restart copy", patient("restart copy", new RestartWork()))),
        MigrationStep.at(Phase.PLANNED, steps.single("prepare", new PrepareWork())),
        MigrationStep.at(
            Phase.PREPARED, steps.single("capture", patient("capture", new CaptureWork()))),
        when(CopyWork::isDue, steps.lanes("copy", new Restartable(new CopyWork()))),
        MigrationStep.at(Phase.CAPTURING, steps.single("purge", new Restartable(new PurgeWork()))),
        when(IndexWork::isDue, steps.lanes("index", new Restartable(new IndexWork()))),
        MigrationStep.at(Phase.COPIED, steps.single("adopt", new Restartable(new AdoptWork()))),
        MigrationStep.at(
            Phase.INDEXED,
            steps.single("mirror", patient("mirror", new Restartable(new MirrorWork())))),
        MigrationStep.at(Phase.MIRRORING, VerifyJob.step(steps)));
  }

  private static MigrationStep when(Predicate<Undertaking> due, Step step) {
    return new MigrationStep(step, due);
  }

  private static MigrationWork patient(String step, MigrationWork work) {
    return new Patiently(step, LOCK_PATIENCE, work);
  }
}
