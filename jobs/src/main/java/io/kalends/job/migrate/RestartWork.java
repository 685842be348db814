package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;

/** Empties the shadow and the log, after VACUUM FULL, ALTER TABLE or TRUNCATE of the monolith. */
final class RestartWork implements MigrationWork {

  static boolean isDue(Undertaking undertaking) {
    return Again.of(undertaking).why() != null;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    String why = Again.of(undertaking).why();
    if (why != null) {
      undertaking.doors().protocol().restartCopy(undertaking.mandate(), undertaking.now(), why);
    }
    undertaking.forget(Again.class);
    undertaking.forget(Copy.class);
    undertaking.forget(Indexes.class);
    return true;
  }
}
