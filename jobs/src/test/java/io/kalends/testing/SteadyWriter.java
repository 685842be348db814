package io.kalends.testing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that runs one statement every five milliseconds, whatever comes (an open loop: a
 * statement's latency counts from when it was due), and an observer on another thread, which
 * samples every few milliseconds whether the application waits for a lock that a session of Kalends
 * holds, and for how long. A busy machine makes statements slow too: the observer tells waits
 * behind Kalends from other delays.
 */
public final class SteadyWriter implements AutoCloseable {
  private static final long PERIOD_NANOS = 5_000_000;

  private static final String WAITING =
      """
      select coalesce(max(extract(epoch from clock_timestamp() - l.waitstart) * 1000), -1)
      from pg_locks l
      where l.pid = ? and not l.granted
        and exists (select from unnest(pg_blocking_pids(l.pid)) b
                    join pg_stat_activity a on a.pid = b where a.application_name like 'kalends:%')\
      """;

  private final TestDatabase database;
  private final String sql;
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> writer;
  private final CompletableFuture<Void> observer;
  private volatile int pid;
  private volatile double longestWait;
  private volatile long samples;
  private volatile long waits;

  private SteadyWriter(TestDatabase database, String sql) {
    this.database = database;
    this.sql = sql;
    this.writer = Background.run(() -> guarded(this::write));
    this.observer = Background.run(() -> guarded(this::observe));
  }

  public static SteadyWriter start(TestDatabase database, String sql) throws InterruptedException {
    SteadyWriter writer = new SteadyWriter(database, sql);
    while ((writer.samples == 0 || writer.latencies.isEmpty()) && writer.errors.isEmpty()) {
      Thread.sleep(5);
    }
    return writer;
  }

  /** Milliseconds; {@code longestWait} is the longest that was spent waiting behind Kalends. */
  public record Figures(
      int statements,
      double median,
      double p99,
      double worst,
      long samples,
      long waits,
      double longestWait,
      List<String> errors) {

    @Override
    public String toString() {
      return "%d statements, median %.1f ms, p99 %.1f ms, worst %.1f ms; %d samples, %d of them "
              .formatted(statements, median, p99, worst, samples, waits)
          + "waiting behind Kalends, longest %.1f ms; errors %s".formatted(longestWait, errors);
    }
  }

  /** Ends the writing; the figures of all of it. */
  public Figures stop() {
    over.set(true);
    writer.join();
    observer.join();
    List<Double> sorted = latencies.stream().sorted().toList();
    return new Figures(
        sorted.size(),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() * 99 / 100),
        sorted.getLast(),
        samples,
        waits,
        longestWait,
        List.copyOf(errors));
  }

  @Override
  public void close() {
    over.set(true);
    writer.join();
    observer.join();
  }

  /** Work that may fail with an SQLException. */
  private interface Work {
    void run() throws SQLException;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (SQLException | RuntimeException e) {
      errors.add(e.toString());
    }
  }

  private void write() throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      pid = connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
      long due = System.nanoTime();
      while (!over.get()) {
        LockSupport.parkNanos(due - System.nanoTime());
        statement.execute();
        latencies.add((System.nanoTime() - due) / 1e6);
        due += PERIOD_NANOS;
      }
    }
  }

  private void observe() throws SQLException {
    try (Connection connection = database.connectAs(PostgresServer.SUPERUSER);
        Statement session = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(WAITING)) {
      session.execute("set application_name = 'observer'");
      while (!over.get()) {
        statement.setInt(1, pid);
        try (ResultSet answer = statement.executeQuery()) {
          answer.next();
          double wait = answer.getDouble(1);
          samples++;
          if (wait >= 0) {
            waits++;
            longestWait = Math.max(longestWait, wait);
          }
        }
        LockSupport.parkNanos(2_000_000);
      }
    }
  }
}
