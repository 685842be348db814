package io.kalends.drill;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.testing.PostgresServer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sample of the drill: each failpoint once, and a little of everything else. */
class DrillIT {

  @Test
  void afterAnyDisturbanceTheNextStartNeedsNoHand() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
    assumeThat(Boolean.getBoolean("kalends.test.containers")).as("it stops its server").isFalse();
    Drill.SAMPLE.run(Long.getLong("drill.seed", new Random().nextLong()), System.out);
  }
}
