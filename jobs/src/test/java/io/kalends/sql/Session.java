package io.kalends.sql;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/** One connection, used as one uses psql: each statement commits unless {@code begin} was said. */
final class Session implements AutoCloseable {
  private final Connection connection;

  private Session(Connection connection) {
    this.connection = connection;
  }

  /** Of the owner of the database, an ordinary role. */
  static Session of(TestDatabase database) {
    return of(database, PostgresServer.OWNER);
  }

  /** New tables go to public: the owner is called kalends too, and would have "$user" before it. */
  static Session of(TestDatabase database, String role) {
    try {
      Session session = new Session(database.connectAs(role));
      session.run("set search_path = public; set statement_timeout = '180s'");
      return session;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Session over(Connection connection) {
    return new Session(connection);
  }

  Connection connection() {
    return connection;
  }

  void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** The number of rows that an INSERT, UPDATE or DELETE touched. */
  int count(String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  /** The rows' values, columns joined by '|' as psql -At does; null is the empty string. */
  List<String> rows(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return rows;
    } catch (SQLException e) {
      throw failure(sql, e);
    }
  }

  private static String row(ResultSet result) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
      String value = result.getString(column);
      values.add(value == null ? "" : value);
    }
    return String.join("|", values);
  }

  /** The only value of the only row. */
  String value(String sql) {
    List<String> rows = rows(sql);
    if (rows.size() != 1) {
      throw new IllegalStateException(rows + " from: " + sql);
    }
    return rows.getFirst();
  }

  long number(String sql) {
    return Long.parseLong(value(sql));
  }

  /**
   * SQLSTATE and message of the error that this statement must end with; a transaction that is open
   * goes on as if it had not been tried.
   */
  String refusal(String sql) {
    boolean open = isInTransaction();
    if (open) {
      run("savepoint refusal");
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      if (open) {
        run("rollback to savepoint refusal");
      }
      return e.getSQLState() + ": " + e.getMessage();
    }
    throw new AssertionError("this went well: " + sql);
  }

  private boolean isInTransaction() {
    try {
      return connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets other sessions, and the next statement, see what this one has counted so far. */
  void flushStatistics() {
    if (PostgresServer.version() >= 15) {
      rows("select pg_stat_force_next_flush()");
    }
  }

  private static IllegalStateException failure(String sql, SQLException e) {
    return new IllegalStateException(e.getSQLState() + ": " + e.getMessage() + "\nin: " + sql, e);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
