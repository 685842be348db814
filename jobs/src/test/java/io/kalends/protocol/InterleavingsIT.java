package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Orders of the migration's steps and of the application's, in the three isolation levels: none
 * loses, doubles or changes a row. {@code -Dinterleavings.orders=10000} for more, {@code
 * -Dinterleavings.seed=} for others.
 */
class InterleavingsIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();

  @Test
  void noneOfThemLeavesOldAndNewUnequal() throws SQLException, InterruptedException {
    int orders = Integer.getInteger("interleavings.orders", 250);
    long seed = Long.getLong("interleavings.seed", 1L);
    List<Order.Outcome> wrong = new ArrayList<>();
    try (Ground ground = new Ground(DATABASE)) {
      for (int i = 0; i < orders && wrong.size() < 3; i++) {
        Order.Outcome outcome = Order.run(ground, seed + i);
        if (!outcome.wrong().isEmpty()) {
          wrong.add(outcome);
        }
      }
    }
    System.out.printf(
        "interleavings on %d: seeds %d to %d, %d wrong%n",
        PostgresServer.version(), seed, seed + orders - 1, wrong.size());
    assertThat(wrong).isEmpty();
  }
}
