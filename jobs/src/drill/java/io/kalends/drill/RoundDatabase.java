package io.kalends.drill;

import io.kalends.testing.PostgresServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The database of one round. */
record RoundDatabase(PostgresServer server, String name) {

  /**
   * Its address for the program, with a small time-to-live, so that take-overs are quick, and a
   * lock budget that a busy machine does not exceed: a drain that takes too long is done in smaller
   * slices, and then the catalogue is another, though as good.
   */
  Map<String, String> environment() {
    return Map.of(
        "KALENDS_URL",
        server.url(PostgresServer.OWNER, name),
        "KALENDS_LEASETTL",
        "3s",
        "KALENDS_LOCKBUDGET",
        "5s",
        "KALENDS_LOCKDEADLINE",
        "60s");
  }

  Connection connect() throws SQLException {
    return server.connect(PostgresServer.OWNER, name);
  }

  void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** The rows, columns joined by '|'. */
  List<String> rows(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        StringBuilder row = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
          row.append(column == 1 ? "" : "|").append(result.getString(column));
        }
        rows.add(row.toString());
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  long count(String sql) {
    return Long.parseLong(rows(sql).getFirst());
  }
}
