package io.kalends.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoublePredicate;

/**
 * An application that writes to the analytics table under its old names, 300 transactions a second
 * on six connections: inserts, updates and deletes by key, prepared statements. An open loop: work
 * that comes late because the work before it was slow counts from when it was due.
 */
final class Application implements AutoCloseable {

  private static final int CONNECTIONS = 6;
  private static final int PER_SECOND = 300;
  private static final String TABLE = "public.\"PlatformAnalytics\"";

  private final Ground ground;
  private final String database;
  private final long rows;
  private final long start = System.nanoTime();
  private final List<Thread> threads = new ArrayList<>();
  private final List<Sample> samples = new ArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private volatile boolean over;

  /** When a transaction was due, in seconds since the start, and how late it was done. */
  record Sample(double due, double milliseconds) {}

  Application(Ground ground, String database) {
    this.ground = ground;
    this.database = database;
    this.rows = Long.parseLong(ground.value(database, "select count(*) from " + TABLE));
    for (int number = 0; number < CONNECTIONS; number++) {
      int mine = number;
      threads.add(Thread.ofPlatform().start(() -> write(mine)));
    }
  }

  /** Seconds since the start. */
  double now() {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The latencies of what was due in this time. */
  Histogram between(double from, double to) {
    return of(due -> due >= from && due < to);
  }

  private Histogram of(DoublePredicate wanted) {
    synchronized (samples) {
      return new Histogram(
          samples.stream()
              .filter(sample -> wanted.test(sample.due()))
              .mapToDouble(Sample::milliseconds)
              .toArray());
    }
  }

  /** The longest waits, with when they were. */
  List<Sample> worst(double from, double to, int many) {
    synchronized (samples) {
      return samples.stream()
          .filter(sample -> sample.due() >= from && sample.due() < to)
          .sorted((a, b) -> Double.compare(b.milliseconds(), a.milliseconds()))
          .limit(many)
          .toList();
    }
  }

  /** What failed; nothing may. */
  List<String> errors() {
    return errors;
  }

  private void write(int number) {
    Random random = new Random(number);
    long period = 1_000_000_000L * CONNECTIONS / PER_SECOND;
    long due = System.nanoTime() + period * number / CONNECTIONS;
    long mine = 0;
    try (Connection connection = ground.connectAsOwner(database);
        PreparedStatement insert = connection.prepareStatement(insert());
        PreparedStatement update =
            connection.prepareStatement(
                "update " + TABLE + " set followers = followers + 1, reach = ? where id = ?");
        PreparedStatement delete =
            connection.prepareStatement("delete from " + TABLE + " where id = ?")) {
      while (!over) {
        LockSupport.parkNanos(due - System.nanoTime());
        double chance = random.nextDouble();
        if (chance < 0.5) {
          insert.setString(1, "new_%d_%d".formatted(number, mine));
          insert.setString(2, "acc_new_%d_%d".formatted(number, mine++));
          insert.executeUpdate();
        } else if (chance < 0.9) {
          update.setInt(1, random.nextInt(100_000));
          update.setString(2, id(random.nextLong(rows)));
          update.executeUpdate();
        } else {
          delete.setString(1, "new_%d_%d".formatted(number, random.nextLong(mine + 1)));
          delete.executeUpdate();
        }
        keep(due);
        due += period;
      }
    } catch (SQLException e) {
      errors.add(e.getMessage());
    }
  }

  private static String insert() {
    return "insert into "
        + TABLE
        + " (id, \"workspaceId\", \"socialAccountId\", date, followers) values (?, 'ws_new', ?,"
        + " date '2026-10-20', 1)";
  }

  /** The key of the row of this number, as {@link Legacy} makes it. */
  private static String id(long number) {
    String scattered = Long.toHexString(number * 2654435761L);
    return "c"
        + "0".repeat(Math.max(0, 12 - scattered.length()))
        + cut(scattered)
        + "%012d".formatted(number);
  }

  /** As lpad does. */
  private static String cut(String text) {
    return text.length() > 12 ? text.substring(0, 12) : text;
  }

  private void keep(long due) {
    long now = System.nanoTime();
    synchronized (samples) {
      samples.add(new Sample((due - start) / 1e9, (now - due) / 1e6));
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
