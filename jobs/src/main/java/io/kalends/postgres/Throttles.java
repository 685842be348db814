package io.kalends.postgres;

import io.kalends.domain.Pace;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What is measured of the server while a migration runs, and what it waits for: {@code
 * kalends.throttle}, {@code throttle_state} and {@code throttle_signals}.
 */
public final class Throttles {

  private static final Sql PACE = Sql.of("throttles/pace");
  private static final Sql REASONS = Sql.of("throttles/reasons");
  private static final Sql PROBE = Sql.of("throttles/probe");
  private static final Sql METER = Sql.of("throttles/meter");
  private static final Sql NOTE = Sql.of("throttles/note");

  private final DataSource dataSource;
  private final Database database;

  public Throttles(DataSource dataSource) {
    this.dataSource = dataSource;
    this.database = new Database(dataSource);
  }

  /** The pace as it stands in the migration's row, and how many workers that allows. */
  public record Allowed(Pace pace, int workers) {}

  public Allowed allowed(long migration) {
    return database.one(
        PACE,
        Map.of("id", migration),
        row -> {
          Pace pace = Pace.parse(row.text("pace"));
          return new Allowed(pace, pace.workers(row.integer("workers")));
        });
  }

  /** Every reason why the migration should wait now; empty: none. */
  public List<String> reasons(long migration) {
    return database.query(REASONS, Map.of("id", migration), row -> row.text("text"));
  }

  /**
   * How long one small write takes until it is safe on disk; notes what was measured before.
   *
   * @param baselineMs what commits took before this run wrote anything, if that is known
   * @param commitMs what they take now
   */
  public Duration probe(long migration, @Nullable Double baselineMs, @Nullable Double commitMs) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", migration);
    values.put("baseline_ms", baselineMs);
    values.put("commit_ms", commitMs);
    try (Connection connection = dataSource.getConnection()) {
      long start = System.nanoTime();
      Database.query(connection, PROBE, values, row -> true);
      return Duration.ofNanos(System.nanoTime() - start);
    } catch (SQLException e) {
      throw Errors.translate(PROBE.name(), e);
    }
  }

  /** Lets the rate of the copy be told from here on: {@code fresh} for the first range of a run. */
  public void meter(long migration, boolean fresh) {
    database.query(METER, Map.of("id", migration, "fresh", fresh), row -> true);
  }

  /** Says what the migration waits for; an empty list: it does not. */
  public void note(long migration, List<String> reasons) {
    database.query(NOTE, Map.of("id", migration, "reasons", reasons), row -> true);
  }
}
