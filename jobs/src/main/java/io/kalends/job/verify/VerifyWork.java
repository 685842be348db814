package io.kalends.job.verify;

import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.Migration;
import io.kalends.domain.Progress;
import io.kalends.domain.Verification;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import io.kalends.postgres.Comparison;
import java.util.List;
import java.util.Optional;

/** Applies what a failed mirror has left in the log, then compares, and notes what was found. */
final class VerifyWork implements MigrationWork {

  /** What this run has done. */
  private static final class Done {
    private boolean repaired;
    private boolean mended;
  }

  static boolean isDue(Undertaking undertaking) {
    return !undertaking.hasDone("verify");
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    requireMirrored(migration);
    Done done = undertaking.notes(Done.class, Done::new);
    if ("true".equals(undertaking.option("repair")) && !done.repaired) {
      undertaking.doors().protocol().logDifferences(undertaking.mandate(), undertaking.id());
      done.repaired = true;
      return false;
    }
    if (migration.logLength() > 0 && !done.mended) {
      undertaking.doors().protocol().mend(undertaking.mandate(), migration);
      done.mended = true;
      return false;
    }
    return compare(undertaking, migration);
  }

  /** False when it was stopped. */
  private static boolean compare(Undertaking undertaking, Migration migration) {
    undertaking.tell(
        new Progress.OfMigration(
            "verify", "", 0, 0, 0, null, List.of("both tables are read in one snapshot")));
    Comparison comparison = undertaking.doors().comparison();
    Optional<Verification> ended = comparison.compare(undertaking.id(), undertaking::isStopped);
    if (ended.isEmpty()) {
      return false;
    }
    Verification found = ended.get();
    if (comparison.note(undertaking.mandate(), undertaking.id(), found)) {
      return true;
    }
    String why = found.isEqual() ? undertaking.now().suspect() : found.describe();
    throw new Failed(
        why == null ? "the mirror is not whole" : why,
        "see the keys: kalends migrate differences %1$s; mend them: kalends migrate verify %1$s --repair"
            .formatted(migration.source().forShell()));
  }

  private static void requireMirrored(Migration migration) {
    if (!migration.phase().isMirrored()) {
      throw new Refused(
          "the migration of %s is %s: there is nothing to compare"
              .formatted(migration.source(), migration.phase().text()),
          migration.phase().isOver()
              ? "it is over"
              : "bring it further: kalends migrate start " + migration.source().forShell());
    }
  }
}
