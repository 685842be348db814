package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Lets the shadow adopt the indexes of its partitions. */
final class AdoptWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    undertaking.doors().protocol().endIndex(undertaking.mandate(), undertaking.id());
    undertaking.forget(Indexes.class);
    return true;
  }
}
