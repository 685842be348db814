package io.kalends.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Looks into pg_locks every few milliseconds: for how long does a transaction hold an ACCESS
 * EXCLUSIVE lock on a partitioned table? What is seen once counts as one whole interval, so that
 * the longest is never understated by more than the look before it.
 */
final class LockWatch implements AutoCloseable {

  private static final long PERIOD_NANOS = 4_000_000;

  private static final long LATE_NANOS = 5_000_000;

  private static final String PARENTS =
      "select l.virtualtransaction || ' ' || l.relation from pg_locks l join pg_partitioned_table p"
          + " on p.partrelid = l.relation where l.mode = 'AccessExclusiveLock' and l.granted and"
          + " l.locktype = 'relation' and l.database = (select oid from pg_database where datname ="
          + " current_database())";

  private final Connection connection;
  private final String sql;
  private final Thread thread;
  private volatile boolean over;
  private long looks;
  private long longestNanos;
  private long late;

  LockWatch(Connection connection) {
    this(connection, PARENTS);
  }

  /**
   * @param sql what is held now, one text for each lock and holder
   */
  LockWatch(Connection connection, String sql) {
    this.connection = connection;
    this.sql = sql;
    this.thread = Thread.ofPlatform().start(this::watch);
  }

  /** To be asked after {@link #close}. */
  double longestMs() {
    return longestNanos / 1e6;
  }

  /** Looks that came more than 5 ms after the one before. */
  long late() {
    return late;
  }

  long looks() {
    return looks;
  }

  @Override
  public void close() throws SQLException {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    connection.close();
  }

  private void watch() {
    Map<String, Long> since = new HashMap<>();
    try (PreparedStatement look = connection.prepareStatement(sql)) {
      look(look, since, System.nanoTime()); // the first prepares
      long before = System.nanoTime();
      while (!over) {
        LockSupport.parkNanos(before + PERIOD_NANOS - System.nanoTime());
        long now = System.nanoTime();
        late += now - before > LATE_NANOS ? 1 : 0;
        look(look, since, before);
        looks++;
        before = now;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void look(PreparedStatement look, Map<String, Long> since, long before)
      throws SQLException {
    Map<String, Long> held = new HashMap<>();
    try (ResultSet rows = look.executeQuery()) {
      while (rows.next()) {
        held.put(rows.getString(1), since.getOrDefault(rows.getString(1), before));
      }
    }
    long now = System.nanoTime();
    held.values().forEach(first -> longestNanos = Math.max(longestNanos, now - first));
    since.clear();
    since.putAll(held);
  }
}
