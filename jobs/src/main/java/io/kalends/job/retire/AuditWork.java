package io.kalends.job.retire;

import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.Migration;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import java.util.Optional;

/** Applies what a failed mirror has left in the log, then compares the two tables once more. */
final class AuditWork implements MigrationWork {

  /** What this run has done. */
  private static final class Done {
    private boolean mended;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    Done done = undertaking.notes(Done.class, Done::new);
    if (migration.logLength() > 0 && !done.mended) {
      undertaking.doors().protocol().mend(undertaking.mandate(), migration);
      done.mended = true;
      return false;
    }
    Optional<Boolean> equal =
        undertaking
            .doors()
            .swaps()
            .audit(undertaking.mandate(), undertaking.id(), undertaking::isStopped);
    if (equal.isEmpty()) {
      return false;
    }
    if (!equal.get()) {
      String why = undertaking.now().suspect();
      throw new Failed(
          "the old and the new table of %s may differ: %s"
              .formatted(migration.source(), why == null ? "see kalends.migration_check" : why),
          "find out why before the old one goes: kalends migrate verify "
              + migration.source().forShell());
    }
    return true;
  }
}
