package io.kalends.postgres;

import io.kalends.domain.KalendsException.Failed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Asks questions of the database, one statement and one transaction each. What takes a lock on a
 * table of the user goes through {@code act}.
 */
public final class Database {

  private final DataSource dataSource;

  public Database(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** All rows of the answer, each mapped while it is current. */
  public <T> List<T> query(Sql sql, Map<String, ?> values, Function<Row, T> mapper) {
    try (Connection connection = dataSource.getConnection()) {
      return query(connection, sql, values, mapper);
    } catch (SQLException e) {
      throw Errors.translate(sql.name(), e);
    }
  }

  /** The first row of the answer. */
  public <T> Optional<T> first(Sql sql, Map<String, ?> values, Function<Row, T> mapper) {
    return query(sql, values, mapper).stream().findFirst();
  }

  /** The only row of the answer; none or several is a failure. */
  public <T> T one(Sql sql, Map<String, ?> values, Function<Row, T> mapper) {
    List<T> rows = query(sql, values, mapper);
    if (rows.size() != 1) {
      throw new Failed(
          "%s answered %d rows instead of one".formatted(sql.name(), rows.size()),
          "install or upgrade with: kalends install");
    }
    return rows.getFirst();
  }

  /** Runs a statement that changes Kalends' own tables; returns the number of rows. */
  public int update(Sql sql, Map<String, ?> values) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
      Values.bind(statement, sql, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw Errors.translate(sql.name(), e);
    }
  }

  /** As {@link #query}, where code of a table's owner may be executed: the session is reset. */
  <T> List<T> queryAsOwner(Sql sql, Map<String, ?> values, Function<Row, T> mapper) {
    try (Connection connection = dataSource.getConnection()) {
      return thenReset(connection, () -> query(connection, sql, values, mapper));
    } catch (SQLException e) {
      throw Errors.translate(sql.name(), e);
    }
  }

  /** Something that is done in a session. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Resets the session afterwards, whatever comes of the work (see {@link DataSources#forget}). */
  static <T> T thenReset(Connection connection, Work<T> work) throws SQLException {
    T result;
    try {
      result = work.run();
    } catch (SQLException | RuntimeException e) {
      try {
        DataSources.forget(connection);
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    DataSources.forget(connection);
    return result;
  }

  static <T> List<T> query(
      Connection connection, Sql sql, Map<String, ?> values, Function<Row, T> mapper)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.jdbc())) {
      Values.bind(statement, sql, values);
      try (ResultSet answer = statement.executeQuery()) {
        List<T> rows = new ArrayList<>();
        Row row = new Row(answer);
        while (answer.next()) {
          rows.add(mapper.apply(row));
        }
        return rows;
      }
    }
  }
}
