package io.kalends.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What nobody can be quicker than who keeps to PostgreSQL's own statements: partitions without
 * indexes, filled by two sessions, then the indexes by two sessions. No application may write
 * meanwhile; nothing is checked; a crash means to begin again.
 */
final class Floor {

  private static final int SESSIONS = 2;

  private final Ground ground;
  private final String database;
  private final Legacy legacy;

  Floor(Ground ground, String database, Legacy legacy) {
    this.ground = ground;
    this.database = database;
    this.legacy = legacy;
  }

  /** Seconds; the table is dropped afterwards. */
  double measure() {
    ground.execute(database, "drop table if exists by_hand", legacy.target().definition());
    long start = System.nanoTime();
    makePartitions();
    copy();
    index();
    double seconds = (System.nanoTime() - start) / 1e9;
    ground.execute(database, "drop table by_hand");
    return seconds;
  }

  private void makePartitions() {
    ground.execute(
        database,
        """
        do $$ declare i int; begin
          for i in 0 .. %d - 1 loop
            execute format('create table by_hand_%%s partition of by_hand for values from (%%L) to (%%L)', i,
              date '2025-01-01' + make_interval(months => i), date '2025-01-01' + make_interval(months => i + 1));
          end loop;
        end $$\
        """
            .formatted(legacy.target().months()));
  }

  private void copy() {
    long blocks =
        Long.parseLong(
            ground.value(
                database,
                "select pg_relation_size('%s') / current_setting('block_size')::int"
                    .formatted(legacy.name())));
    List<String> halves = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      halves.add(
          "insert into by_hand select * from %s where ctid >= '(%d,0)' and ctid < '(%d,0)'"
              .formatted(
                  legacy.name(), blocks * session / SESSIONS, blocks * (session + 1) / SESSIONS));
    }
    inSessions(halves);
  }

  private void index() {
    List<String> leaves = new ArrayList<>();
    for (int month = 0; month < legacy.target().months(); month++) {
      for (int index = 0; index < legacy.target().indexes().size(); index++) {
        leaves.add(create(index, "i%d_%d on by_hand_%1$d".formatted(month, index)));
      }
    }
    inSessions(leaves);
    for (int index = 0; index < legacy.target().indexes().size(); index++) {
      List<String> adopt = new ArrayList<>();
      adopt.add(create(index, "i_%d on only by_hand".formatted(index)));
      for (int month = 0; month < legacy.target().months(); month++) {
        adopt.add("alter index i_%d attach partition i%d_%d".formatted(index, month, index));
      }
      ground.execute(database, adopt.toArray(String[]::new));
    }
  }

  private String create(int index, String name) {
    String definition = legacy.target().indexes().get(index);
    return definition.startsWith("unique ")
        ? "create unique index %s %s".formatted(name, definition.substring(7))
        : "create index %s %s".formatted(name, definition);
  }

  private void inSessions(List<String> statements) {
    Queue<String> left = new ConcurrentLinkedQueue<>(statements);
    List<Thread> sessions = new ArrayList<>();
    List<SQLException> failures = new ArrayList<>();
    for (int session = 0; session < SESSIONS; session++) {
      sessions.add(Thread.ofPlatform().start(() -> work(left, failures)));
    }
    try {
      for (Thread session : sessions) {
        session.join();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.getFirst());
    }
  }

  private void work(Queue<String> left, List<SQLException> failures) {
    try (Connection connection = ground.connectAsOwner(database);
        Statement statement = connection.createStatement()) {
      for (String sql = left.poll(); sql != null; sql = left.poll()) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      synchronized (failures) {
        failures.add(e);
      }
    }
  }
}
