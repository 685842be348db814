package io.kalends.job.migrate;

import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Builds the indexes of the shadow's partitions, several at once. */
final class IndexWork implements MigrationWork {

  static boolean isDue(Undertaking undertaking) {
    return undertaking.now().phase() == Phase.COPIED && !Indexes.of(undertaking).isDone();
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    return Indexes.of(undertaking).pass(Turns.of(undertaking));
  }
}
