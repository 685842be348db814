package io.kalends.control;

import io.kalends.domain.Difference;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Migration;
import io.kalends.domain.MigrationPlan;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Pace;
import io.kalends.domain.QueryCost;
import io.kalends.domain.TableName;
import io.kalends.domain.ThrottleSetting;
import io.kalends.postgres.Differences;
import io.kalends.postgres.MigrationBook;
import io.kalends.postgres.MigrationPlans;
import io.kalends.postgres.ThrottleSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at migrations, and tells a running one to pause or to go slower. What changes the tables is
 * a job. A table is named as a person writes it, by its old or its new name.
 */
public final class Migrate {

  private final MigrationBook book;
  private final MigrationPlans plans;
  private final Differences differences;
  private final ThrottleSettings throttle;

  public Migrate(
      MigrationBook book,
      MigrationPlans plans,
      Differences differences,
      ThrottleSettings throttle) {
    this.book = book;
    this.plans = plans;
    this.differences = differences;
    this.throttle = throttle;
  }

  /** What the migration that is under way will do, or one with these options would. */
  public MigrationPlan plan(String table, Map<String, String> options) {
    TableName source = source(table);
    Optional<Migration> underWay = book.underWay(source);
    underWay.ifPresent(migration -> book.requireOptions(migration, options));
    return plans.plan(source, underWay, options);
  }

  /**
   * The name by which a migration's jobs know its table: the one that it had in the beginning.
   *
   * @throws BadInput when there is no such table
   */
  public TableName source(String table) {
    return find(table)
        .filter(known -> !known.phase().isOver())
        .map(Migration::source)
        .orElseGet(() -> table(table));
  }

  private TableName table(String table) {
    return book.table(table);
  }

  private Optional<Migration> find(String table) {
    try {
      return Optional.of(book.find(table));
    } catch (BadInput none) {
      return Optional.empty();
    }
  }

  public MigrationStatus status(String table) {
    return book.status(book.find(table).id());
  }

  /** Empty when there is no migration of the table. */
  public Optional<MigrationStatus> statusIfAny(String table) {
    return find(table).map(migration -> book.status(migration.id()));
  }

  /** What the usual queries cost on the old table and on the new one; runs them. */
  public List<QueryCost> benchmark(String table) {
    return plans.benchmark(book.find(table).id());
  }

  /**
   * The first rows that are not the same in the two tables now; reads both.
   *
   * @throws BadInput when there are no two tables that ought to be equal
   */
  public List<Difference> differences(String table, int most) {
    Migration migration = book.find(table);
    if (!migration.phase().isMirrored()) {
      throw new BadInput(
          "the migration of %s is %s: there are no two tables that ought to be equal"
              .formatted(migration.source(), migration.phase().text()),
          "see how far it is: kalends migrate status " + migration.source().forShell());
    }
    return differences.list(migration.id(), most);
  }

  /** What makes the migration of a table wait. */
  public List<ThrottleSetting> throttle(String table) {
    return throttle.list(book.find(table).id());
  }

  /**
   * Changes what makes the migration of a table wait, also while it runs.
   *
   * @throws BadInput for a name or value that cannot be meant; then nothing was changed
   */
  public void setThrottle(String table, Map<String, @Nullable String> settings) {
    Migration migration = book.find(table);
    if (migration.phase().isOver()) {
      throw new BadInput(
          "the migration of %s is %s: nothing waits any more"
              .formatted(migration.source(), migration.phase().text()),
          "begin another one: kalends migrate start " + migration.source().forShell());
    }
    throttle.set(migration.id(), settings);
  }

  /** All migrations, those under way first. */
  public List<Migration> all() {
    return book.all();
  }

  public void pause(String table) {
    require(table, book.setPaused(book.find(table).id(), true));
  }

  public void resume(String table) {
    require(table, book.setPaused(book.find(table).id(), false));
  }

  public void pace(String table, String pace) {
    String known = Pace.parse(pace).text();
    require(table, book.setPace(book.find(table).id(), known));
  }

  private void require(String table, boolean changed) {
    if (!changed) {
      Migration migration = book.find(table);
      throw new BadInput(
          "the migration of %s is %s: nothing is copied any more"
              .formatted(migration.source(), migration.phase().text()),
          "see what it waits for: kalends migrate status " + migration.source().forShell());
    }
  }
}
