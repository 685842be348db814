package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import io.kalends.postgres.CopyAgain;

/** Work after which the copy may have to start again: it then ends, and the next step restarts. */
record Restartable(MigrationWork work) implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    if (Again.of(undertaking).why() != null) {
      return true;
    }
    try {
      return work.pass(undertaking, lane);
    } catch (CopyAgain again) {
      Again.of(undertaking).because(String.valueOf(again.getMessage()));
      return true;
    }
  }
}
