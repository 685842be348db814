package io.kalends.testing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * An application that writes to {@link Twins} on several threads until it is closed, each
 * transaction on a connection of its pool. The only failures tolerated are serialization failures
 * (40001) and, with {@code mayLose}, lost connections; every other one is in {@link #errors()}.
 */
public final class TwinWriter implements AutoCloseable {

  private static final int THREADS = 2;
  private static final long SPAN = 100_000_000;

  /** READ COMMITTED has it too, where an update moves rows between partitions (ADR 0012). */
  private static final String MOVED =
      "tuple to be locked was already moved to another partition due to concurrent update";

  private final DataSource pool;
  private final Terms terms;
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final AtomicLong committed = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();
  private final AtomicLong moved = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private volatile boolean over;

  /**
   * How it writes.
   *
   * @param isolations one of these for each transaction, by chance; a single one is the pool's own
   * @param lane the writer of several over the same tables, from 0
   * @param lanes so many writers there are
   * @param mayLose connections may be lost
   * @param restMs between two transactions of a thread
   */
  public record Terms(List<Integer> isolations, int lane, int lanes, boolean mayLose, int restMs) {

    /** The only writer, three levels of isolation, about 200 transactions a second. */
    public static Terms mixed(boolean mayLose) {
      int rc = Connection.TRANSACTION_READ_COMMITTED;
      return new Terms(
          List.of(
              rc, rc, Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE),
          0,
          1,
          mayLose,
          8);
    }
  }

  private TwinWriter(DataSource pool, Terms terms) {
    this.pool = pool;
    this.terms = terms;
  }

  public static TwinWriter start(DataSource pool, Terms terms, long seed) {
    TwinWriter writer = new TwinWriter(pool, terms);
    int all = THREADS * terms.lanes();
    long rows = writer.number("select count(*) from public.\"ReadingTwin\" where id < " + SPAN);
    long last = writer.number("select max(id) from public.\"ReadingTwin\"");
    long first = (Math.max(last, 0) / SPAN + 1) * SPAN / all * all;
    for (int thread = 0; thread < THREADS; thread++) {
      int lane = terms.lane() * THREADS + thread;
      Twins twins = new Twins(lane, all, rows, first, new Random(seed + lane));
      Random random = new Random(seed - lane);
      writer.writers.add(Background.run(() -> writer.write(twins, random)));
    }
    return writer;
  }

  /** Transactions that were committed so far. */
  public long committed() {
    return committed.get();
  }

  /** Those that failed for what they may fail for in the upper levels of isolation. */
  public long conflicts() {
    return conflicts.get();
  }

  /** Those that failed in READ COMMITTED because an update had moved their row. */
  public long moved() {
    return moved.get();
  }

  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** Waits until it has committed so many more. */
  public void awaitMore(long transactions) throws InterruptedException {
    long wanted = committed() + transactions;
    while (committed() < wanted && errors.isEmpty()) {
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    over = true;
    writers.forEach(CompletableFuture::join);
  }

  @Override
  public String toString() {
    return "%d transactions, %d conflicts, %d moved, %d lost connections, errors %s"
        .formatted(committed(), conflicts(), moved(), lost.get(), errors);
  }

  private void write(Twins twins, Random random) {
    while (!over && errors.isEmpty()) {
      int isolation = terms.isolations().get(random.nextInt(terms.isolations().size()));
      try (Connection connection = pool.getConnection()) {
        transact(connection, isolation, twins, random.nextInt(20) == 0);
      } catch (SQLException e) {
        judge(e, isolation);
      } catch (RuntimeException e) {
        errors.add(e.toString());
      }
      pause(terms.restMs());
    }
  }

  private void transact(Connection connection, int isolation, Twins twins, boolean givesUp)
      throws SQLException {
    connection.setAutoCommit(false);
    if (terms.isolations().size() > 1) {
      connection.setTransactionIsolation(isolation);
    }
    try {
      twins.change(connection);
      if (givesUp) {
        connection.rollback();
      } else {
        connection.commit();
        committed.incrementAndGet();
      }
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private void judge(SQLException e, int isolation) {
    String state = String.valueOf(e.getSQLState());
    boolean readCommitted = isolation == Connection.TRANSACTION_READ_COMMITTED;
    if (state.equals("40001") && !readCommitted) {
      conflicts.incrementAndGet();
    } else if (String.valueOf(e.getMessage()).contains(MOVED)) {
      moved.incrementAndGet();
    } else if (terms.mayLose()
        && (state.startsWith("08") || state.startsWith("57P") || e.getSQLState() == null)) {
      lost.incrementAndGet();
      pause(100);
    } else {
      errors.add("%s in isolation level %d: %s".formatted(state, isolation, e.getMessage()));
    }
  }

  private static void pause(long milliseconds) {
    LockSupport.parkNanos(milliseconds * 1_000_000);
  }

  private long number(String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
