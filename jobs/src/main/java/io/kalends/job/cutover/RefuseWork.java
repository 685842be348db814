package io.kalends.job.cutover;

import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.Migration;
import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** There is no mirror yet, or not any more: nothing can take the table's place. */
final class RefuseWork implements MigrationWork {

  static boolean isDue(Undertaking undertaking) {
    Phase phase = undertaking.now().phase();
    return phase.compareTo(Phase.MIRRORING) < 0 || phase == Phase.ROLLED_BACK;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    throw new Refused(
        "the migration of %s is %s: there is no mirror that could take its place"
            .formatted(migration.source(), migration.phase().text()),
        "bring it further: kalends migrate start " + migration.source().forShell());
  }
}
