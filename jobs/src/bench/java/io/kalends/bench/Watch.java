package io.kalends.bench;

import io.kalends.postgres.Database;
import io.kalends.postgres.MigrationBook;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Looks ten times a second how far a migration is, and asks once, when a tenth is copied, how long
 * it will take.
 */
final class Watch implements AutoCloseable {

  private static final long PERIOD_MS = 100;

  private static final String LOOK =
      """
      select m.id, m.phase, coalesce((select sum(s.next_block - s.first_block)::float8 / nullif(sum(s.end_block - s.first_block), 0) from kalends.migration_stripe s), 0)
      from kalends.migration m\
      """;

  private final Application application;
  private final Connection connection;
  private final MigrationBook book;
  private final List<Change> changes = new ArrayList<>();
  private final Thread thread;
  private volatile boolean over;
  private double toldAt = Double.NaN;
  private double told = Double.NaN;

  /** The migration has come to this phase, so many seconds after the application's start. */
  record Change(String phase, double at) {}

  Watch(Application application, Connection connection) {
    this.application = application;
    this.connection = connection;
    this.book = new MigrationBook(new Database(new SingleConnectionDataSource(connection, true)));
    this.thread = Thread.ofPlatform().start(this::watch);
  }

  /** To be asked after {@link #close}, as are the others. */
  List<Change> changes() {
    return changes;
  }

  /** What was told after a tenth, against what it was: so many percent off. */
  double etaError() {
    return 100 * Math.abs(told - left()) / left();
  }

  /** How many seconds were told to be left of the copy after a tenth, and how many there were. */
  String eta() {
    return String.format(Locale.ROOT, "told %.0f s, it was %.0f s", told, left());
  }

  private double left() {
    return changes.stream()
            .filter(change -> change.phase().equals("copied"))
            .mapToDouble(Change::at)
            .findFirst()
            .orElse(Double.NaN)
        - toldAt;
  }

  private void watch() {
    try (PreparedStatement look = connection.prepareStatement(LOOK)) {
      while (!over) {
        try (ResultSet row = look.executeQuery()) {
          if (row.next()) {
            note(row.getLong(1), row.getString(2), row.getDouble(3));
          }
        }
        Thread.sleep(PERIOD_MS);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void note(long id, String phase, double done) {
    if (changes.isEmpty() || !changes.getLast().phase().equals(phase)) {
      changes.add(new Change(phase, application.now()));
    }
    if (phase.equals("capturing") && done >= 0.1 && Double.isNaN(told)) {
      Duration left = book.status(id).left();
      toldAt = application.now();
      told = left == null ? Double.NaN : left.toMillis() / 1000.0;
    }
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
}
