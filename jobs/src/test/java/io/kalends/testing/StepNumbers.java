package io.kalends.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the steps of each database apart. Spring Batch finds a running step by its number in a
 * map of the whole JVM, so runs of two databases at the same time must not have the same one.
 */
public final class StepNumbers {
  private static final long DISTANCE = 1_000_000;
  private static final AtomicLong LAST = new AtomicLong();

  private StepNumbers() {}

  /** In a database in which Kalends has just been installed. */
  public static void apart(String url) {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(apart());
    } catch (SQLException e) {
      throw new IllegalStateException(url, e);
    }
  }

  /** The statement; it leaves alone what is numbered already. */
  static String apart() {
    return ("select setval('kalends.batch_step_execution_seq', %d, false)"
            + " from kalends.batch_step_execution_seq where last_value < %d")
        .formatted(LAST.incrementAndGet() * DISTANCE, DISTANCE);
  }
}
