package io.kalends.job.retire;

import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.Migration;
import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Refuses what is too early; then compares the two tables once more. */
final class AuditWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    if (migration.phase() != Phase.CUT_OVER) {
      throw new Failed(
          "the migration of %s is %s: nothing is to be retired"
              .formatted(migration.source(), migration.phase().text()),
          "see how far it is: kalends migrate status " + migration.source().forShell());
    }
    if (migration.isKept() && !RetireJob.isForced(undertaking)) {
      throw new Failed(
          "the old table of %s is kept until %s"
              .formatted(migration.source(), migration.retireAfter()),
          "retire it then, or now: kalends migrate retire %s --force"
              .formatted(migration.source().forShell()));
    }
    if (!undertaking.doors().swaps().audit(undertaking.mandate(), undertaking.id())) {
      throw new Failed(
          "the old and the new table of %s differ".formatted(migration.source()),
          "find out why before the old one goes: kalends migrate verify "
              + migration.source().forShell());
    }
    return true;
  }
}
