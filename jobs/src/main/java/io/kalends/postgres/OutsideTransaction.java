package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.LockBudget;
import io.kalends.domain.TableName;
import io.kalends.postgres.Acted.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A statement that PostgreSQL allows in no transaction: noted before, settled after, so that
 * whoever finds the note can ask the catalogue what became of it.
 *
 * <p>DETACH CONCURRENTLY waits for every transaction that uses the parent, while it keeps nobody
 * else waiting. A time-out would leave it pending, with the partition's rows already invisible;
 * therefore it is begun only when nobody is in the way, and finished with FINALIZE if it must be.
 */
final class OutsideTransaction {

  private static final Sql NOTE = Sql.of("outside/note_intent");
  private static final Sql FINALIZE = Sql.of("outside/finalize");
  private static final Sql SETTLE = Sql.of("outside/settle_intent");

  /** Time for a statement that was begun, even when the looking has used up the deadline. */
  private static final Duration AT_LEAST = Duration.ofSeconds(3);

  private final Connection connection;
  private final LockBudget budget;
  private final Mandate mandate;
  private final Action action;

  OutsideTransaction(Connection connection, LockBudget budget, Mandate mandate, Action action) {
    this.connection = connection;
    this.budget = budget;
    this.mandate = mandate;
    this.action = action;
  }

  Acted run(Deadline deadline) throws SQLException {
    connection.setAutoCommit(true);
    Door door = door();
    SQLException failure = null;
    do {
      if (!door.isOpen(deadline)) {
        return Acted.not(Kind.BUSY, door.explain(), deadline.elapsedMs());
      }
      long waited = deadline.elapsedMs();
      long id;
      try {
        id = note(deadline);
      } catch (SQLException e) {
        if (Errors.isRefused(e)) {
          return Acts.refusal(action, e, waited);
        }
        throw e;
      }
      long start = System.nanoTime();
      failure = attempt(action.statements().getFirst());
      if (failure != null && isDetach()) {
        failure = finish(failure, deadline);
      }
      String outcome = settle(id, waited, Transactions.milliseconds(start));
      if (outcome.equals("done")) {
        return Acted.done(waited, Transactions.milliseconds(start));
      }
      if (failure != null && !Errors.isRetryable(failure) && !Errors.isPending(failure)) {
        return Acts.refusal(action, failure, waited);
      }
    } while (deadline.pause());
    return Acted.not(Kind.BUSY, door.explain(), deadline.elapsedMs());
  }

  private Door door() {
    return isDetach()
        ? Door.forEveryUser(connection, budget, action)
        : new Door(connection, budget, action);
  }

  private boolean isDetach() {
    return action.kind().equals("detach");
  }

  private @Nullable SQLException attempt(String sql) throws SQLException {
    Failpoint.hit(action.kind() + ".before_statement");
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
      return null;
    } catch (SQLException e) {
      if (Errors.isLost(e)) {
        throw e;
      }
      return e;
    } finally {
      Failpoint.hit(action.kind() + ".after_statement");
    }
  }

  /**
   * A detach that was interrupted after its first half is pending: complete it while there is time.
   * FINALIZE fails at once when there is nothing pending.
   */
  private @Nullable SQLException finish(SQLException failure, Deadline deadline)
      throws SQLException {
    if (!Errors.isRetryable(failure) && !Errors.isCancelled(failure)) {
      return failure;
    }
    Map<String, Quoted> names =
        Map.of("parent", Quoted.table(action.table()), "partition", Quoted.table(action.subject()));
    String finalize = FINALIZE.with(names).jdbc();
    do {
      SQLException again = attempt(finalize);
      if (again == null) {
        return null;
      }
      if (!Errors.isRetryable(again)) {
        return failure;
      }
    } while (deadline.pause());
    return failure;
  }

  /** Notes the intent, and sets the session's lock_timeout for the statement that follows. */
  private long note(Deadline deadline) throws SQLException {
    Duration limit = deadline.left().compareTo(AT_LEAST) > 0 ? deadline.left() : AT_LEAST;
    Duration lock = action.stopsApplications() ? budget.lockTimeout() : limit;
    TableName target = action.subject();
    Map<String, @Nullable Object> values = fence();
    values.put("lock_timeout", lock.toMillis() + "ms");
    values.put("short_timeout", budget.lockTimeout().toMillis() + "ms");
    values.put("run_id", mandate.runId());
    values.put("job", mandate.job());
    values.put("action", action.kind());
    values.put("target_schema", target.schema());
    values.put("target", target.name());
    values.put("lower_bound", action.lower());
    values.put("upper_bound", action.upper());
    values.put("statement", action.sql());
    return Database.query(connection, NOTE, values, row -> row.bigint("id")).getFirst();
  }

  private String settle(long id, long waitedMs, long heldMs) throws SQLException {
    Map<String, @Nullable Object> values = fence();
    values.put("id", id);
    values.put("waited_ms", waitedMs);
    values.put("held_ms", heldMs);
    String outcome =
        Database.query(connection, SETTLE, values, row -> row.text("outcome")).getFirst();
    Failpoint.hit(action.kind() + ".settled");
    return outcome;
  }

  private Map<String, @Nullable Object> fence() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("table_schema", mandate.table().schema());
    values.put("table_name", mandate.table().name());
    values.put("epoch", mandate.epoch());
    return values;
  }
}
