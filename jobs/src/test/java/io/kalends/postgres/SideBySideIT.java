package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.postgres.SideBySide.Part;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SideBySideIT {
  private static final String LONG = "select 1 from pg_sleep(600)";

  @RegisterExtension final TestDatabase database = TestDatabase.bare();

  private Connection one;
  private Connection other;

  @BeforeEach
  void connect() throws SQLException {
    one = database.connect();
    other = database.connect();
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    other.close();
  }

  @Test
  void resultsComeInTheOrderOfTheParts() throws SQLException {
    assertThat(
            SideBySide.run(
                List.of(part(one, "select 1 from pg_sleep(0.3)"), part(other, "select 2")),
                () -> false))
        .contains(List.of(1, 2));
  }

  @Test
  void whenOneFailsTheOtherIsCancelledAndTheFailureIsThrown() {
    assertThatThrownBy(
            () ->
                SideBySide.run(
                    List.of(part(one, LONG), part(other, "select 1 / (random() * 0)::integer")),
                    () -> false))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("division by zero");
    assertUsable();
  }

  @Test
  void aStopCancelsAllAndIsNoFailure() throws SQLException {
    AtomicInteger asked = new AtomicInteger();
    assertThat(
            SideBySide.run(
                List.of(part(one, LONG), part(other, LONG)), () -> asked.incrementAndGet() > 3))
        .isEmpty();
    assertUsable();
  }

  @Test
  void somebodyElsesCancelIsAFailure() {
    assertThatThrownBy(
            () ->
                SideBySide.run(
                    List.of(
                        part(one, LONG),
                        part(
                            other,
                            "select 1 from pg_sleep(0.2), pg_cancel_backend(%d)"
                                .formatted(pid(one)))),
                    () -> false))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("canceling statement");
  }

  private void assertUsable() {
    assertThat(List.of(pid(one), pid(other))).doesNotContain(0);
  }

  private static int pid(Connection connection) {
    try {
      return number(connection, "select pg_backend_pid()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Part<Integer> part(Connection connection, String sql) {
    return new Part<>(connection, () -> number(connection, sql));
  }

  private static int number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      answer.next();
      return answer.getInt(1);
    }
  }
}
