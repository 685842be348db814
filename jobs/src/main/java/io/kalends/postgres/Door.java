package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.Blocker;
import io.kalends.domain.LockBudget;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks before it queues: while a transaction that has been open for some time is in the way of an
 * action's lock, there is no point in queuing, and everybody behind us would wait too.
 */
final class Door {

  private final Connection connection;
  private final LockBudget budget;
  private final String target;
  private final String lockMode;
  private final boolean looks;
  private List<Blocker> seen = List.of();

  Door(Connection connection, LockBudget budget, Action action) {
    this(
        connection,
        budget,
        action.lockTarget(),
        action.lockMode(),
        action.stopsApplications() && !action.kind().equals("drop"));
  }

  private Door(
      Connection connection,
      LockBudget budget,
      @Nullable String target,
      @Nullable String lockMode,
      boolean looks) {
    this.connection = connection;
    this.budget = budget;
    this.target = target == null ? "nothing" : target;
    this.lockMode = lockMode == null ? "no" : lockMode;
    this.looks = looks && target != null;
  }

  /** For what waits for every transaction that uses the target, whatever lock it takes itself. */
  static Door forEveryUser(Connection connection, LockBudget budget, String target) {
    return new Door(connection, budget, target, "ACCESS EXCLUSIVE", true);
  }

  /** Waits, outside the queue, until nobody is in the way; false when the deadline is over. */
  boolean isOpen(Deadline deadline) throws SQLException {
    if (!looks) {
      return true;
    }
    while (true) {
      seen = look();
      if (seen.isEmpty()) {
        return true;
      }
      if (!deadline.pause()) {
        return false;
      }
    }
  }

  /** Who is, or was last seen, in the way. */
  String explain() throws SQLException {
    if (seen.isEmpty() && !target.equals("nothing")) {
      seen = Blockers.of(connection, target, lockMode, Duration.ZERO);
      endTransaction();
    }
    return Blockers.explain(target, lockMode, seen);
  }

  private List<Blocker> look() throws SQLException {
    List<Blocker> blockers = Blockers.of(connection, target, lockMode, budget.patience());
    endTransaction();
    return blockers;
  }

  /** A look must not leave a snapshot behind that others have to wait for. */
  private void endTransaction() throws SQLException {
    if (!connection.getAutoCommit()) {
      connection.commit();
    }
  }
}
