package io.kalends.protocol;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Orders of the migration's steps and of the application's, seed after seed. */
final class Interleavings {
  private static final int MOST_WRONG = 3;

  private Interleavings() {}

  /** Plays so many orders, from this seed on; those that left something wrong, at most three. */
  static List<Order.Outcome> wrong(TestDatabase database, long seed, int orders)
      throws SQLException, InterruptedException {
    List<Order.Outcome> wrong = new ArrayList<>();
    try (Ground ground = new Ground(database)) {
      for (int i = 0; i < orders && wrong.size() < MOST_WRONG; i++) {
        Order.Outcome outcome = Order.run(ground, seed + i);
        if (!outcome.wrong().isEmpty()) {
          wrong.add(outcome);
        }
      }
    }
    System.out.printf(
        "interleavings on %d: seeds %d to %d, %d wrong%n",
        PostgresServer.version(), seed, seed + orders - 1, wrong.size());
    return wrong;
  }
}
