package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.KalendsException;
import io.kalends.domain.LockBudget;
import io.kalends.domain.Ticker;
import io.kalends.domain.TransactionMode;
import io.kalends.postgres.Acted.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The door through which every change of a user's table goes. It looks before it queues, waits in
 * the queue no longer than the lock budget allows, tries again until the deadline, and then says
 * who was in the way. One transaction: fence, statements, ledger, commit.
 */
public final class Acts {

  /** Long enough for PostgreSQL to end an autovacuum that stands in the way (deadlock_timeout). */
  private static final Duration PATIENT = Duration.ofSeconds(3);

  private final DataSource dataSource;
  private final LockBudget budget;
  private final Ticker ticker;
  private final RandomGenerator random;

  public Acts(DataSource dataSource, LockBudget budget, Ticker ticker, RandomGenerator random) {
    this.dataSource = dataSource;
    this.budget = budget;
    this.ticker = ticker;
    this.random = random;
  }

  /** Carries out one action of the plan, with the whole deadline. */
  public Acted act(Mandate mandate, Action action) {
    return act(mandate, action, budget.deadline());
  }

  /** One try only: when a whole deadline has been spent on this table already. */
  public Acted tryOnce(Mandate mandate, Action action) {
    return act(mandate, action, Duration.ofMillis(1));
  }

  /**
   * A server's refusal is an answer; a lost connection or a lease that was taken over is an
   * exception.
   */
  private Acted act(Mandate mandate, Action action, Duration limit) {
    Deadline deadline = new Deadline(limit, ticker, random);
    try (Connection connection = dataSource.getConnection()) {
      return action.transaction() == TransactionMode.NONE
          ? new OutsideTransaction(connection, budget, mandate, action).run(deadline)
          : inTransactions(connection, mandate, action, deadline);
    } catch (SQLException e) {
      throw Errors.translate(action.kind() + " " + action.subject(), e);
    }
  }

  private Acted inTransactions(
      Connection connection, Mandate mandate, Action action, Deadline deadline)
      throws SQLException {
    List<String> statements = action.statements();
    if (action.transaction() == TransactionMode.ONE) {
      return transaction(connection, mandate, action, new Part(statements, true, deadline));
    }
    Acted acted = Acted.done(0, 0);
    for (int i = 0; i < statements.size() && acted.kind() == Kind.DONE; i++) {
      Part part = new Part(List.of(statements.get(i)), i == statements.size() - 1, deadline);
      acted = transaction(connection, mandate, action, part);
    }
    return acted;
  }

  /** The statements of one transaction of an action. */
  private record Part(List<String> statements, boolean last, Deadline deadline) {}

  private Acted transaction(Connection connection, Mandate mandate, Action action, Part part)
      throws SQLException {
    Deadline deadline = part.deadline();
    Door door = new Door(connection, budget, action);
    if (deadline.left().compareTo(budget.lockTimeout()) < 0) {
      door.lookFirst();
    }
    boolean tooLong = false;
    while (true) {
      if (!door.isOpen(deadline)) {
        return Acted.not(Kind.BUSY, door.explain(), deadline.elapsedMs());
      }
      long waited = deadline.elapsedMs();
      try {
        Transactions.Terms terms =
            new Transactions.Terms(lockTimeout(action, part), limit(action), part.last(), waited);
        long held = Transactions.run(connection, mandate, action, part.statements(), terms);
        return Acted.done(waited, held);
      } catch (SQLException e) {
        if (Errors.isCancelled(e) && action.kind().equals("drain")) {
          return Acted.not(Kind.TOO_LONG, tooLong(action), waited);
        }
        if (!Errors.isRetryable(e) && !Errors.isCancelled(e)) {
          return refusal(action, e, waited);
        }
        tooLong |= Errors.isCancelled(e);
        if (!deadline.pause()) {
          return Acted.not(Kind.BUSY, why(tooLong, door, action), deadline.elapsedMs());
        }
      }
    }
  }

  /** Both reasons, where there are two: who was in the way, and how long it takes. */
  private String why(boolean tooLong, Door door, Action action) throws SQLException {
    if (!tooLong) {
      return door.explain();
    }
    return door.hasSeenNobody()
        ? tooLong(action)
        : tooLong(action) + " At the last look: " + door.explain();
  }

  /** Not who was in the way, but how long it takes: a scan of a large catch-all, mostly. */
  private String tooLong(Action action) {
    return "%s %s takes longer than the %d ms that an application may wait for %s. Run it once in a"
            .formatted(
                action.kind(), action.subject(), budget.budget().toMillis(), action.lockTarget())
        + " quiet hour with a larger kalends.lock-budget.";
  }

  static Acted refusal(Action action, SQLException e, long waited) throws SQLException {
    if (Errors.isLost(e) || Errors.isFenced(e)) {
      throw e;
    }
    KalendsException known = Errors.translate(action.kind() + " " + action.subject(), e);
    String message = known.messageAndMend();
    if (Errors.isChanged(e)) {
      return Acted.not(Kind.CHANGED, message, waited);
    }
    if (Errors.isRefused(e)) {
      return Acted.not(Kind.REFUSED, message, waited);
    }
    return Acted.not(Errors.isCancelled(e) ? Kind.TOO_LONG : Kind.FAILED, message, waited);
  }

  /**
   * A detached table has no users, and ANALYZE stops nobody: there we may wait, within the
   * deadline, until an autovacuum has made room. Everywhere else the budget holds; a FINALIZE too
   * may have to lock a table that a foreign key references.
   */
  private Duration lockTimeout(Action action, Part part) {
    boolean patient =
        switch (action.kind()) {
          case "analyze" -> true;
          case "drop" -> part.last();
          default -> false;
        };
    Duration most =
        PATIENT.compareTo(part.deadline().left()) < 0 ? PATIENT : part.deadline().left();
    return patient && most.compareTo(budget.lockTimeout()) > 0 ? most : budget.lockTimeout();
  }

  private Duration limit(Action action) {
    return switch (action.kind()) {
      case "create", "drain", "catch_all", "detach" ->
          action.stopsApplications() ? budget.budget() : Duration.ZERO;
      default -> Duration.ZERO;
    };
  }
}
