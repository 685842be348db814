package io.kalends.job.migrate;

import io.kalends.domain.Migration;
import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Copies the monolith, range by range; several workers, each on a stripe of its own. */
final class CopyWork implements MigrationWork {

  static boolean isDue(Undertaking undertaking) {
    Migration now = undertaking.now();
    return now.phase() == Phase.CAPTURING && now.stripesLeft() > 0;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    return undertaking.notes(Copy.class, () -> new Copy(undertaking)).pass(lane);
  }
}
