package io.kalends.protocol;

import io.kalends.testing.Background;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.postgresql.PGConnection;

/**
 * Writers that go on whatever comes: each transaction changes the table and its oracle, a third
 * table, alike. Failures that the isolation levels allow are counted, others kept.
 */
final class Application implements AutoCloseable {
  private static final String MOVED = "tuple to be locked was already moved to another partition";

  private final TestDatabase database;
  private final Changes changes;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicInteger committed = new AtomicInteger();
  private final AtomicInteger serialized = new AtomicInteger();
  private final AtomicInteger moved = new AtomicInteger();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Void>> writers = new ArrayList<>();
  private volatile boolean partitioned;

  Application(TestDatabase database, Changes changes, int writers, long seed) {
    this.database = database;
    this.changes = changes;
    for (int i = 0; i < writers; i++) {
      Random random = new Random(seed * 100 + i);
      this.writers.add(Background.run(() -> write(random)));
    }
  }

  /**
   * From now on the table may have partitions, between which rows move. To be called before the
   * swap: a writer meets a moved row as soon as the swap is committed, before its caller returns.
   */
  void mayMeetMovedRows() {
    partitioned = true;
  }

  int committed() {
    return committed.get();
  }

  List<String> failures() {
    return failures;
  }

  /** Waits until so many more transactions are committed. */
  void work(int transactions) throws InterruptedException {
    int goal = committed.get() + transactions;
    while (committed.get() < goal && failures.isEmpty()) {
      Thread.sleep(5);
    }
  }

  private void write(Random random) {
    try (Connection connection = database.connect()) {
      while (!over.get() && failures.isEmpty()) {
        transact(connection, random);
        LockSupport.parkNanos(3_000_000);
      }
    } catch (SQLException | IOException | RuntimeException e) {
      failures.add(e.toString());
    }
  }

  private void transact(Connection connection, Random random) throws SQLException, IOException {
    String level = Changes.LEVELS.get(random.nextInt(Changes.LEVELS.size()));
    try (Statement statement = connection.createStatement()) {
      statement.execute("begin isolation level " + level);
      try {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
          change(connection, statement, random);
        }
        boolean rollback = random.nextInt(20) == 0;
        statement.execute(rollback ? "rollback" : "commit");
        committed.incrementAndGet();
      } catch (SQLException e) {
        statement.execute("rollback");
        judge(level, e);
      }
    }
  }

  /**
   * A condition may mean other rows for the oracle than it did for the table a moment ago: so the
   * rows are locked first, and then named.
   */
  private void change(Connection connection, Statement statement, Random random)
      throws SQLException, IOException {
    Changes.Change change = changes.next(random);
    String sql = change.sql();
    if (!change.rows().isEmpty()) {
      String rows = lock(statement, change.rows());
      if (rows.isEmpty()) {
        return;
      }
      sql = sql.replace("$rows", rows);
    }
    for (String table : List.of("t", "oracle")) {
      if (sql.startsWith("copy")) {
        String[] parts = sql.split("\n", 2);
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(parts[0].replace("$t", table), new StringReader(parts[1]));
      } else {
        statement.execute(sql.replace("$t", table));
      }
    }
  }

  private static String lock(Statement statement, String condition) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (ResultSet found =
        statement.executeQuery("select id, at from t where %s for update".formatted(condition))) {
      while (found.next()) {
        rows.add("('%s', timestamp '%s')".formatted(found.getString(1), found.getString(2)));
      }
    }
    return String.join(", ", rows);
  }

  private void judge(String level, SQLException e) {
    String message = String.valueOf(e.getMessage());
    switch (String.valueOf(e.getSQLState())) {
      case "40001" -> {
        if (!level.equals("read committed")) {
          serialized.incrementAndGet();
        } else if (partitioned && message.contains(MOVED)) {
          moved.incrementAndGet();
        } else {
          failures.add(level + ": " + message);
        }
      }
      case "40P01", "23505" -> {
        // between the writers themselves; that no mirror raises it is seen in the messages below
        if (message.contains("follow_")) {
          failures.add(level + ": " + message);
        }
      }
      default -> failures.add(level + ": " + message);
    }
  }

  @Override
  public String toString() {
    return "%d transactions committed, %d not serializable, %d met a row that had moved; %s"
        .formatted(committed.get(), serialized.get(), moved.get(), failures);
  }

  @Override
  public void close() {
    over.set(true);
    writers.forEach(CompletableFuture::join);
  }
}
