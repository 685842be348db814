package io.kalends.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;

/** Reads the ledger line by line: it may be larger than the memory. */
public final class LedgerLines {
  private static final Sql LINES = Sql.of("ledger/lines");
  private static final int FETCHED_AT_ONCE = 1_000;

  private final DataSource dataSource;

  public LedgerLines(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Each line since then as a JSON object, the oldest first; returns how many there were. */
  public long since(OffsetDateTime moment, Consumer<String> line) {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false); // else the driver fetches all of them at once
      try (PreparedStatement statement = connection.prepareStatement(LINES.jdbc())) {
        statement.setFetchSize(FETCHED_AT_ONCE);
        Values.bind(statement, LINES, Map.of("since", moment));
        long lines = 0;
        try (ResultSet found = statement.executeQuery()) {
          while (found.next()) {
            line.accept(found.getString("line"));
            lines++;
          }
        }
        return lines;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Errors.translate("reading the ledger", e);
    }
  }
}
