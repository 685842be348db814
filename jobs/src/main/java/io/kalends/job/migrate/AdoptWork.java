package io.kalends.job.migrate;

import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import java.util.List;

/** Analyzes the shadow, and lets it adopt the indexes of its partitions. */
final class AdoptWork implements MigrationWork {

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    List<String> statements = undertaking.doors().book().analyzeStatements(undertaking.id());
    for (String sql : statements) {
      if (undertaking.isStopped()) {
        return false;
      }
      undertaking.doors().protocol().execute(undertaking.mandate(), "analyze", sql);
    }
    undertaking.doors().protocol().endIndex(undertaking.mandate(), undertaking.id());
    undertaking.forget(Indexes.class);
    return true;
  }
}
