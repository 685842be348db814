package io.kalends.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** A session of somebody else that has done something and has not ended its transaction yet. */
public final class OpenTransaction implements AutoCloseable {
  private final Connection connection;

  private OpenTransaction(Connection connection) {
    this.connection = connection;
  }

  /** Runs the statements in one transaction and leaves it open. */
  public static OpenTransaction of(Connection connection, String... statements)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
    return new OpenTransaction(connection);
  }

  public int pid() throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  /** Commits and leaves. */
  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.commit();
      connection.close();
    }
  }
}
