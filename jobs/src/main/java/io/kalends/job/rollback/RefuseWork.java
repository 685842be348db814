package io.kalends.job.rollback;

import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.Migration;
import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** The old table is gone: there is no way back any more. */
final class RefuseWork implements MigrationWork {

  static boolean isDue(Undertaking undertaking) {
    return undertaking.now().phase() == Phase.RETIRED;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    throw new Refused(
        "the migration of %s is retired: its old table was dropped, there is no way back"
            .formatted(migration.source()),
        "what is managed now: kalends list");
  }
}
