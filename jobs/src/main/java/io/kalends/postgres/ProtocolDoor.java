package io.kalends.postgres;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.LockBudget;
import io.kalends.domain.Outcome;
import io.kalends.domain.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The door for the steps of a migration: looks before it queues, waits in the queue no longer than
 * the lock budget allows, tries again until the deadline, and then says who was in the way. One
 * transaction: fence, the work, a line of the ledger, commit.
 */
final class ProtocolDoor {

  private static final Sql HELD = Sql.of("protocol/held");

  private static final String COPY_AGAIN = "KA005";
  private static final String TOO_MUCH_LEFT = "KA006";

  private static final Duration LONGEST_HOLD = Duration.ofSeconds(10);

  private final DataSource dataSource;
  private final LockBudget budget;
  private final Ticker ticker;
  private final RandomGenerator random;

  ProtocolDoor(DataSource dataSource, LockBudget budget, Ticker ticker, RandomGenerator random) {
    this.dataSource = dataSource;
    this.budget = budget;
    this.ticker = ticker;
    this.random = random;
  }

  /**
   * How one transaction goes through the door.
   *
   * @param name what the failpoints are called
   * @param action what the ledger calls it; null where it is not worth a line of its own
   * @param statement what the ledger is to show of it
   * @param lock whom the application might have to wait for; null where it does not
   * @param repeatable in REPEATABLE READ
   * @param bounded may not take longer than the budget, since the lock is taken at its beginning
   * @param tries for how long it is tried again
   */
  record Passage(
      String name,
      Mandate mandate,
      @Nullable String action,
      @Nullable String statement,
      Blockers.@Nullable Wanted lock,
      boolean repeatable,
      boolean bounded,
      @Nullable Duration tries) {

    static Passage of(String name, Mandate mandate) {
      return new Passage(name, mandate, null, null, null, false, true, null);
    }

    Passage booked(String as) {
      return new Passage(name, mandate, as, statement, lock, repeatable, bounded, tries);
    }

    Passage booked(String as, String sql) {
      return new Passage(name, mandate, as, sql, lock, repeatable, bounded, tries);
    }

    Passage locking(String mode, String table) {
      return new Passage(
          name,
          mandate,
          action,
          statement,
          new Blockers.Wanted(table, mode, null),
          repeatable,
          bounded,
          tries);
    }

    Passage repeatableRead() {
      return new Passage(name, mandate, action, statement, lock, true, bounded, tries);
    }

    /** Most of it is done before the lock is taken. */
    Passage unbounded() {
      return new Passage(name, mandate, action, statement, lock, repeatable, false, tries);
    }

    Passage triedFor(Duration limit) {
      return new Passage(name, mandate, action, statement, lock, repeatable, bounded, limit);
    }
  }

  /** The work; how many rows it was about stands in the ledger. */
  @FunctionalInterface
  interface Work {
    long run(Connection connection) throws SQLException;
  }

  /** Nothing of the transaction is to be kept, and that is no failure. */
  static final class NothingKept extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingKept(String message) {
      super(message);
    }
  }

  /**
   * Runs and commits.
   *
   * @throws Busy when the lock could not be had
   * @throws CopyAgain when the copy has to start again
   * @throws NothingKept when the work says so, or too much is left in the log
   */
  long pass(Passage passage, Work work) {
    Duration limit = passage.tries() == null ? budget.deadline() : passage.tries();
    Deadline deadline = new Deadline(limit, ticker, random);
    try (Connection connection = dataSource.getConnection()) {
      if (passage.repeatable()) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      }
      return Database.thenReset(connection, () -> tryUntil(deadline, connection, passage, work));
    } catch (SQLException e) {
      throw Errors.translate(passage.name(), e);
    }
  }

  private long tryUntil(Deadline deadline, Connection connection, Passage passage, Work work)
      throws SQLException {
    Door door = Door.of(connection, budget, passage.lock());
    Duration hold = budget.budget();
    while (true) {
      if (!door.isOpen(deadline)) {
        throw new Busy(door.explain(), "start again in a quieter hour");
      }
      long waited = deadline.elapsedMs();
      try {
        return transaction(connection, passage, new Terms(waited, hold), work);
      } catch (SQLException e) {
        if (COPY_AGAIN.equals(Errors.state(e))) {
          throw new CopyAgain(Errors.message(e));
        }
        if (TOO_MUCH_LEFT.equals(Errors.state(e))) {
          throw new NothingKept(Errors.message(e));
        }
        boolean tooLong = passage.lock() != null && Errors.isCancelled(e);
        if (!Errors.isRetryable(e) && !tooLong) {
          throw e;
        }
        if (tooLong && hold.compareTo(LONGEST_HOLD) < 0) {
          hold = hold.multipliedBy(2);
        }
        if (!deadline.pause()) {
          throw new Busy(door.explain(), "start again in a quieter hour");
        }
      }
    }
  }

  /**
   * What one try is allowed: {@code hold} is how long a lock may be held. It is the lock budget at
   * first; where that was not enough, on a slow machine or with very many partitions, the next try
   * is given more, since each one keeps the application waiting in vain.
   */
  private record Terms(long waitedMs, Duration hold) {}

  private long transaction(Connection connection, Passage passage, Terms terms, Work work)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      Transactions.begin(connection, passage.mandate(), budget.lockTimeout());
      long start = System.nanoTime();
      if (passage.lock() != null && passage.bounded()) {
        execute(connection, "set local statement_timeout = '" + terms.hold().toMillis() + "ms'");
      }
      long rows = work.run(connection);
      if (passage.action() != null) {
        book(connection, passage, terms, rows, Transactions.milliseconds(start));
      }
      Failpoint.hit(passage.name() + ".before_commit");
      connection.commit();
      Failpoint.hit(passage.name() + ".after_commit");
      return rows;
    } catch (SQLException | RuntimeException e) {
      Transactions.rollback(connection, e);
      throw e;
    }
  }

  private static void book(
      Connection connection, Passage passage, Terms terms, long rows, long tookMs)
      throws SQLException {
    Blockers.Wanted lock = passage.lock();
    Long heldMs =
        Database.query(
                connection, HELD, Map.of(), row -> Optional.ofNullable(row.bigintOrNull("held_ms")))
            .getFirst()
            .orElse(tookMs);
    Ledger.Deed deed =
        new Ledger.Deed(
            String.valueOf(passage.action()),
            passage.statement(),
            lock == null ? null : lock.lockMode(),
            rows);
    Ledger.Entry entry = new Ledger.Entry(Outcome.DONE, null, terms.waitedMs(), heldMs);
    Ledger.write(connection, passage.mandate(), deed, entry);
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }
}
