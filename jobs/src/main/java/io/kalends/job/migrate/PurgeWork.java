package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Takes out of the shadow what was touched while it was copied: the log will bring it anew. */
final class PurgeWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    undertaking.doors().protocol().endCopy(undertaking.mandate(), undertaking.id());
    undertaking.forget(Copy.class);
    return true;
  }
}
