package io.kalends.postgres;

import io.kalends.domain.LockBudget;
import io.kalends.domain.Pace;
import io.kalends.domain.Ticker;
import io.kalends.domain.Verification;
import io.kalends.postgres.SideBySide.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Compares the two tables of a migration: both sides at once, each on a connection of its own, in
 * one snapshot, so that what the application writes meanwhile is no difference.
 */
public final class Comparison {

  private static final Sql EXPORT_SNAPSHOT = Sql.of("comparison/export_snapshot");
  private static final Sql COMPARE_SIDE = Sql.of("comparison/compare_side");
  private static final Sql NOTE_VERIFICATION = Sql.of("comparison/note_verification");

  private final DataSource dataSource;
  private final ProtocolDoor door;

  public Comparison(
      DataSource dataSource, LockBudget budget, Ticker ticker, RandomGenerator random) {
    this.dataSource = dataSource;
    this.door = new ProtocolDoor(dataSource, budget, ticker, random);
  }

  private record Half(String partition, long rows, String hash) {

    static final Half NONE = new Half("", 0, "0");
  }

  /**
   * Reads both tables once, side by side; at pace gentle one after the other.
   *
   * @param stop asked meanwhile; true ends the reading
   * @return empty when it was stopped
   */
  public Optional<Verification> compare(long id, BooleanSupplier stop) {
    long start = System.nanoTime();
    boolean gentle = new Throttles(dataSource).allowed(id).pace() == Pace.GENTLE;
    try {
      return (gentle ? inTurn(id, stop) : sideBySide(id, stop))
          .map(
              halves ->
                  new Verification(
                      join(halves.getFirst(), halves.getLast()),
                      Duration.ofNanos(System.nanoTime() - start)));
    } catch (SQLException e) {
      throw Errors.translate("comparing the two tables", e);
    }
  }

  private Optional<List<List<Half>>> inTurn(long id, BooleanSupplier stop) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      try {
        begin(connection);
        ProtocolDoor.execute(connection, "set local max_parallel_workers_per_gather = 0");
        return SideBySide.run(
                List.of(
                    new Part<>(
                        connection,
                        () -> List.of(half(connection, id, "old"), half(connection, id, "new")))),
                stop)
            .map(List::getFirst);
      } finally {
        end(connection);
      }
    }
  }

  private Optional<List<List<Half>>> sideBySide(long id, BooleanSupplier stop) throws SQLException {
    try (Connection one = dataSource.getConnection();
        Connection other = dataSource.getConnection()) {
      try {
        String snapshot = export(one);
        enter(other, snapshot);
        return SideBySide.run(
            List.of(
                new Part<>(one, () -> half(one, id, "old")),
                new Part<>(other, () -> half(other, id, "new"))),
            stop);
      } finally {
        end(one);
        end(other);
      }
    }
  }

  /** Notes what was found; true when all is equal and nothing speaks against the mirror. */
  public boolean note(Mandate mandate, long id, Verification found) {
    Map<String, Object> values = new HashMap<>();
    values.put("id", id);
    values.put("names", column(found, Verification.Line::partition));
    values.put("old_rows", column(found, Verification.Line::oldRows));
    values.put("new_rows", column(found, Verification.Line::newRows));
    values.put("old_hashes", column(found, Verification.Line::oldHash));
    values.put("new_hashes", column(found, Verification.Line::newHash));
    values.put("seconds", found.took().toMillis() / 1000.0);
    List<Boolean> equal = new ArrayList<>(1);
    door.pass(
        ProtocolDoor.Passage.of("migrate.verify", mandate).booked("verify"),
        connection -> {
          equal.clear();
          equal.addAll(
              Database.query(connection, NOTE_VERIFICATION, values, row -> row.bool("equal")));
          return found.rows();
        });
    return equal.getFirst();
  }

  private static List<String> column(
      Verification found, Function<Verification.Line, Object> value) {
    return found.lines().stream().map(line -> String.valueOf(value.apply(line))).toList();
  }

  private static String export(Connection connection) throws SQLException {
    begin(connection);
    return Database.query(connection, EXPORT_SNAPSHOT, Map.of(), row -> row.text("snapshot"))
        .getFirst();
  }

  private static void enter(Connection connection, String snapshot) throws SQLException {
    begin(connection);
    if (!snapshot.matches("[0-9A-Fa-f-]+")) {
      throw new SQLException("no snapshot's name: " + snapshot);
    }
    ProtocolDoor.execute(connection, "set transaction snapshot '" + snapshot + "'");
  }

  private static void begin(Connection connection) throws SQLException {
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setAutoCommit(false);
  }

  private static void end(Connection connection) throws SQLException {
    connection.rollback();
    DataSources.forget(connection);
  }

  private static List<Half> half(Connection connection, long id, String side) throws SQLException {
    return Database.query(
        connection,
        COMPARE_SIDE,
        Map.of("id", id, "side", side),
        row ->
            new Half(
                name(row.textOrNull("partition_name")), row.bigint("row_count"), row.text("hash")));
  }

  /** A row that lies in no partition's period has none. */
  private static String name(@Nullable String partition) {
    return partition == null ? "" : partition;
  }

  private static List<Verification.Line> join(List<Half> old, List<Half> fresh) {
    Map<String, Half> olds = new TreeMap<>();
    old.forEach(half -> olds.put(half.partition(), half));
    Map<String, Half> news = new TreeMap<>();
    fresh.forEach(half -> news.put(half.partition(), half));
    Map<String, Verification.Line> lines = new TreeMap<>();
    List<String> all = new ArrayList<>(olds.keySet());
    all.addAll(news.keySet());
    for (String partition : all) {
      Half left = olds.getOrDefault(partition, Half.NONE);
      Half right = news.getOrDefault(partition, Half.NONE);
      lines.put(
          partition,
          new Verification.Line(partition, left.rows(), right.rows(), left.hash(), right.hash()));
    }
    return List.copyOf(lines.values());
  }
}
