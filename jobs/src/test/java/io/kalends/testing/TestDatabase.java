package io.kalends.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A database of one's own: {@code @RegisterExtension}, in a static field for one per test class, in
 * an instance field for one per test. It belongs to the ordinary role {@code kalends}.
 */
public final class TestDatabase
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final boolean installed;
  private boolean perClass;
  private @Nullable String name;

  private TestDatabase(boolean installed) {
    this.installed = installed;
  }

  /** With schema kalends in it. */
  public static TestDatabase installed() {
    return new TestDatabase(true);
  }

  /** With nothing in it. */
  public static TestDatabase bare() {
    return new TestDatabase(false);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    perClass = true;
    create();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!perClass) {
      create();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!perClass) {
      drop();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    drop();
  }

  private void create() {
    name = DatabaseCopies.take(installed ? InstalledTemplate.name() : "template1");
  }

  private void drop() {
    DatabaseCopies.giveBack(name());
    name = null;
  }

  public PostgresServer server() {
    return PostgresServer.shared();
  }

  public String name() {
    if (name == null) {
      throw new IllegalStateException("no test is running");
    }
    return name;
  }

  /** For the owner, an ordinary role. */
  public String url() {
    return server().url(PostgresServer.OWNER, name());
  }

  public String superuserUrl() {
    return server().url(PostgresServer.SUPERUSER, name());
  }

  public Connection connect() throws SQLException {
    return connectAs(PostgresServer.OWNER);
  }

  public Connection connectAs(String role) throws SQLException {
    return server().connect(role, name());
  }

  /** Any number of statements, by the owner, in one go. */
  public void execute(String sql) {
    executeAs(PostgresServer.OWNER, sql);
  }

  public void executeAs(String role, String sql) {
    try (Connection connection = connectAs(role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** The rows' values as PostgreSQL writes them, columns joined by '|' as psql -At does. */
  public List<String> rows(String sql) {
    return rowsAs(PostgresServer.OWNER, sql);
  }

  public List<String> rowsAs(String role, String sql) {
    try (Connection connection = connectAs(role);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row(result));
      }
      return Collections.unmodifiableList(rows);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage() + "\nin: " + sql, e);
    }
  }

  /** The one value of a query with one row and one column; null is the empty string. */
  public String value(String sql) {
    List<String> rows = rows(sql);
    if (rows.size() != 1) {
      throw new IllegalStateException(rows.size() + " rows from: " + sql);
    }
    return rows.getFirst();
  }

  private static String row(ResultSet result) throws SQLException {
    List<String> values = new ArrayList<>();
    for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
      String value = result.getString(column);
      values.add(value == null ? "" : value);
    }
    return String.join("|", values);
  }
}
