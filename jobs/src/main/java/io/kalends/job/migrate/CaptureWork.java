package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** From now on the keys that the application touches are logged. */
final class CaptureWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    undertaking.doors().protocol().capture(undertaking.mandate(), undertaking.now());
    return true;
  }
}
