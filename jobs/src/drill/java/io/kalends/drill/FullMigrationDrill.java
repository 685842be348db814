package io.kalends.drill;

import org.junit.jupiter.api.Test;

/** All of it, for {@code make drill-migration}. */
class FullMigrationDrill {

  @Test
  void whateverHappensToAMigrationTheNextStartGoesOnAndNothingIsLost() {
    MigrationDrill.runAll(System.out);
  }
}
