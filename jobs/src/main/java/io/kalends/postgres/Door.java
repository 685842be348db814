package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.Blocker;
import io.kalends.domain.LockBudget;
import io.kalends.postgres.Blockers.Wanted;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks before it queues: while a transaction that has been open for some time is in the way of an
 * action's lock, there is no point in queuing, and everybody behind us would wait too.
 */
final class Door {

  private final Connection connection;
  private final LockBudget budget;
  private final @Nullable Wanted wanted;
  private boolean looks;
  private List<Blocker> seen = List.of();

  Door(Connection connection, LockBudget budget, Action action) {
    this.connection = connection;
    this.budget = budget;
    this.wanted = wanted(action, action.lockMode());
    this.looks = action.stopsApplications() && !action.kind().equals("drop");
  }

  private Door(Connection connection, LockBudget budget, @Nullable Wanted wanted) {
    this.connection = connection;
    this.budget = budget;
    this.wanted = wanted;
    this.looks = true;
  }

  /** For a lock that no action of a plan asks for; none is always open. */
  static Door of(Connection connection, LockBudget budget, @Nullable Wanted wanted) {
    return new Door(connection, budget, wanted);
  }

  /** For what waits for every transaction that uses the target, whatever lock it takes itself. */
  static Door forEveryUser(Connection connection, LockBudget budget, Action action) {
    return new Door(
        connection,
        budget,
        Objects.requireNonNull(wanted(action, "ACCESS EXCLUSIVE")).forEveryUser());
  }

  private static @Nullable Wanted wanted(Action action, @Nullable String lockMode) {
    String target = action.lockTarget();
    String referenced =
        switch (action.kind()) {
          case "create", "catch_all", "drain", "detach", "finalize" -> "SHARE ROW EXCLUSIVE";
          case "drop" -> "ACCESS EXCLUSIVE";
          default -> null;
        };
    return target == null || lockMode == null ? null : new Wanted(target, lockMode, referenced);
  }

  /**
   * Waits, outside the queue, until nobody is in the way; false when the deadline is over. Where a
   * first try costs nobody much it is made without a look; not the second.
   */
  boolean isOpen(Deadline deadline) throws SQLException {
    if (wanted == null || !looks) {
      looks = true;
      return true;
    }
    while (true) {
      seen = look(wanted, budget.patience());
      if (seen.isEmpty()) {
        return true;
      }
      if (!deadline.pause()) {
        return false;
      }
    }
  }

  /** For who has one try only: somebody was in the way a moment ago. */
  void lookFirst() {
    looks = true;
  }

  /** At the last look there was no transaction in the way that had been open for long. */
  boolean hasSeenNobody() {
    return seen.isEmpty();
  }

  /** Who is, or was last seen, in the way. */
  String explain() throws SQLException {
    if (wanted == null) {
      return "not done in time. Run again in a quieter hour";
    }
    if (seen.isEmpty()) {
      seen = look(wanted, Duration.ZERO);
    }
    return Blockers.explain(wanted, seen);
  }

  private List<Blocker> look(Wanted lock, Duration patience) throws SQLException {
    List<Blocker> blockers = Blockers.of(connection, lock, patience);
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
