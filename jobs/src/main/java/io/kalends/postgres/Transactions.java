package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.Outcome;
import io.kalends.domain.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One writing transaction: fence and time limits, the statements, what has to be booked with them,
 * the ledger, commit. Each runs on a connection that the caller has taken and returns.
 */
final class Transactions {

  private static final Sql BEGIN = Sql.of("transactions/begin");
  private static final Sql EXECUTE = Sql.of("transactions/execute");

  /** Kinds of actions that may execute code of the table's owner: a CHECK, an index expression. */
  private static final Set<String> OWNERS =
      Set.of("create", "drain", "catch_all", "detach", "finalize");

  private static final Sql CONFIRM_DROP = Sql.of("transactions/confirm_drop");
  private static final Sql CONFIRM_DETACH = Sql.of("transactions/confirm_detach");
  private static final Sql BOOK_DETACHED = Sql.of("transactions/book_detached");
  private static final Sql SETTLE_FINALIZED = Sql.of("transactions/settle_finalized");

  private Transactions() {}

  /**
   * How one transaction is to be run. {@code limit}: how long its statements may take from the one
   * on for which somebody may have to wait; zero means for ever. {@code last}: the ledger is
   * written with it.
   */
  record Terms(Duration lockTimeout, Duration limit, boolean last, long waitedMs) {}

  /** Runs and commits; returns how long its locks were held, in milliseconds. */
  static long run(
      Connection connection, Mandate mandate, Action action, List<String> statements, Terms terms)
      throws SQLException {
    Database.Work<Long> act = () -> commit(connection, mandate, action, statements, terms);
    return OWNERS.contains(action.kind()) || action.kind().equals("record")
        ? Database.thenReset(connection, act)
        : act.run();
  }

  private static long commit(
      Connection connection, Mandate mandate, Action action, List<String> statements, Terms terms)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      begin(connection, mandate, terms.lockTimeout());
      long start = System.nanoTime();
      if (terms.last() && action.kind().equals("drop")) {
        call(connection, CONFIRM_DROP, target(action));
      } else if (action.kind().equals("detach")) {
        call(connection, CONFIRM_DETACH, target(action));
      }
      execute(connection, action, statements, terms.limit());
      if (terms.last()) {
        book(connection, mandate, action);
        Ledger.Entry entry =
            new Ledger.Entry(Outcome.DONE, null, terms.waitedMs(), milliseconds(start));
        Ledger.write(connection, mandate, action, entry);
      }
      Failpoint.hit(action.kind() + ".before_commit");
      connection.commit();
      Failpoint.hit(action.kind() + ".after_commit");
      return milliseconds(start);
    } catch (SQLException | RuntimeException e) {
      rollback(connection, e);
      throw e;
    }
  }

  static void begin(Connection connection, Mandate mandate, Duration lockTimeout)
      throws SQLException {
    call(
        connection,
        BEGIN,
        Map.of(
            "table_schema", mandate.table().schema(),
            "table_name", mandate.table().name(),
            "epoch", mandate.epoch(),
            "lock_timeout", lockTimeout.toMillis() + "ms"));
  }

  /** Nobody waits for a table that is still being made; from LOCK, or the last statement, on. */
  private static void execute(
      Connection connection, Action action, List<String> statements, Duration limit)
      throws SQLException {
    int waited =
        IntStream.range(0, statements.size())
            .filter(i -> statements.get(i).startsWith("LOCK TABLE"))
            .findFirst()
            .orElse(statements.size() - 1);
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      if (waited > 0) {
        statement.execute(asOwner(action, statements.subList(0, waited)));
      }
      long start = System.nanoTime();
      for (String sql : statements.subList(Math.max(0, waited), statements.size())) {
        if (limit.isPositive()) {
          long left = Math.max(1, limit.toMillis() - milliseconds(start));
          statement.execute("set local statement_timeout = '" + left + "ms'");
        }
        statement.execute(OWNERS.contains(action.kind()) ? asOwner(action, List.of(sql)) : sql);
      }
    }
  }

  /** The function decides; the statements stay readable in pg_stat_activity. */
  private static String asOwner(Action action, List<String> statements) {
    String table = Quoted.table(action.table()).toString();
    return EXECUTE
        .with(Map.of("table", Quoted.literal(table), "statements", Quoted.literals(statements)))
        .jdbc();
  }

  private static void book(Connection connection, Mandate mandate, Action action)
      throws SQLException {
    switch (action.kind()) {
      case "detach" -> call(connection, BOOK_DETACHED, target(action));
      case "finalize" -> {
        Map<String, @Nullable Object> values = target(action);
        values.put("epoch", mandate.epoch());
        call(connection, SETTLE_FINALIZED, values);
      }
      default -> {
        // the act is its own book-keeping
      }
    }
  }

  private static Map<String, @Nullable Object> target(Action action) {
    TableName target = action.subject();
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("table_schema", action.table().schema());
    values.put("table_name", action.table().name());
    values.put("target_schema", target.schema());
    values.put("target", target.name());
    values.put("lower_bound", action.lower());
    values.put("upper_bound", action.upper());
    return values;
  }

  private static void call(Connection connection, Sql sql, Map<String, ?> values)
      throws SQLException {
    Database.query(connection, sql, values, row -> sql);
  }

  static void rollback(Connection connection, Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  static long milliseconds(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
