package io.kalends.drill;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.testing.PostgresServer;
import org.junit.jupiter.api.Test;

/** A sample of the drill of migrations: some failpoints, and there and back under a writer. */
class MigrationDrillIT {

  @Test
  void whatIsKilledGoesOnAndNothingIsLost() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
    assumeThat(Boolean.getBoolean("kalends.test.containers")).as("it stops its server").isFalse();
    MigrationDrill.runSample(System.out);
  }
}
