package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Makes the shadow and its partitions. */
final class PrepareWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    undertaking.doors().protocol().prepare(undertaking.mandate(), undertaking.id());
    return true;
  }
}
