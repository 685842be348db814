package io.kalends.postgres;

import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Migration;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Phase;
import io.kalends.domain.TableName;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of migrations, and what is wished of them. Touches no table of the user. */
public final class MigrationBook {

  private static final Sql FIND = Sql.of("migration_book/find");
  private static final Sql UNDER_WAY = Sql.of("migration_book/under_way");
  private static final Sql TABLE = Sql.of("migration_book/table");
  private static final Sql READ = Sql.of("migration_book/read");
  private static final Sql HAS_OPTIONS = Sql.of("migration_book/has_options");
  private static final Sql STRIPES = Sql.of("migration_book/stripes");
  private static final Sql INDEX_STATEMENTS = Sql.of("migration_book/index_statements");
  private static final Sql ANALYZE_STATEMENTS = Sql.of("migration_book/analyze_statements");
  private static final Sql STATUS = Sql.of("migration_book/status");
  private static final Sql ALL = Sql.of("migration_book/all");
  private static final Sql SET_PAUSED = Sql.of("migration_book/set_paused");
  private static final Sql SET_PACE = Sql.of("migration_book/set_pace");

  private final Database database;

  public MigrationBook(Database database) {
    this.database = database;
  }

  /** A part of the monolith that one worker copies: blocks from {@code next} on. */
  public record Stripe(int number, long next, long end, long blocks, long rows, boolean finished) {

    public long left() {
      return finished ? 0 : end - next;
    }
  }

  /** An index of one partition that has still to be built. */
  public record IndexStatement(int position, String partition, String sql) {}

  /** The migration that is meant by the old or the new name of a table; KA004 if there is none. */
  public Migration find(String source) {
    return read(database.one(FIND, Map.of("source", source), row -> row.bigint("id")));
  }

  /** The migration of a table that has neither been retired nor rolled back. */
  public Optional<Migration> underWay(TableName source) {
    return database
        .first(
            UNDER_WAY,
            Map.of("table_schema", source.schema(), "table_name", source.name()),
            row -> row.bigint("id"))
        .map(this::read);
  }

  /** The table that is meant by a name as a person writes it; KA004 if there is none. */
  public TableName table(String source) {
    return database.one(
        TABLE,
        Map.of("source", source),
        row -> new TableName(row.text("table_schema"), row.text("table_name")));
  }

  public Migration read(long id) {
    return database.one(READ, Map.of("id", id), MigrationBook::migration);
  }

  /** Those under way first, then the newest. */
  public List<Migration> all() {
    return database.query(ALL, Map.of(), row -> row.bigint("id")).stream().map(this::read).toList();
  }

  public MigrationStatus status(long id) {
    Migration migration = read(id);
    return database.one(STATUS, Map.of("id", id), row -> status(migration, row));
  }

  /** Refuses to go on with other options than those that the migration was started with. */
  public void requireOptions(Migration migration, Map<String, String> options) {
    if (options.isEmpty()) {
      return;
    }
    String others =
        database.one(
            HAS_OPTIONS,
            Map.of("id", migration.id(), "options", options),
            row -> row.bool("same") ? "" : row.text("options"));
    if (!others.isEmpty()) {
      throw new BadInput(
          "the migration of %s was started with other options: %s"
              .formatted(migration.source(), others),
          "go on with it without options, or give it up first: kalends migrate rollback");
    }
  }

  public List<Stripe> stripes(long id) {
    return database.query(
        STRIPES,
        Map.of("id", id),
        row ->
            new Stripe(
                row.integer("stripe"),
                row.bigint("next_block"),
                row.bigint("end_block"),
                row.bigint("blocks"),
                row.bigint("row_count"),
                row.bool("finished")));
  }

  public List<IndexStatement> indexStatements(long id) {
    return database.query(
        INDEX_STATEMENTS,
        Map.of("id", id),
        row ->
            new IndexStatement(
                row.integer("position"), row.text("partition_name"), row.text("statement")));
  }

  public List<String> analyzeStatements(long id) {
    return database.query(ANALYZE_STATEMENTS, Map.of("id", id), row -> row.text("statement"));
  }

  /** False when the migration is not under way any more. */
  public boolean setPaused(long id, boolean paused) {
    return !database
        .query(SET_PAUSED, Map.of("id", id, "paused", paused), row -> row.bigint("id"))
        .isEmpty();
  }

  /** False when the migration is not under way any more. */
  public boolean setPace(long id, String pace) {
    return !database
        .query(SET_PACE, Map.of("id", id, "pace", pace), row -> row.bigint("id"))
        .isEmpty();
  }

  private static Migration migration(Row row) {
    TableName source = new TableName(row.text("source_schema"), row.text("source_table"));
    TableName live = name(row.textOrNull("live_schema"), row.textOrNull("live_table"));
    return new Migration(
        row.bigint("id"),
        source,
        new TableName(row.text("target_schema"), row.text("target_table")),
        live == null ? source : live,
        name(row.textOrNull("other_schema"), row.textOrNull("other_table")),
        Phase.parse(row.text("phase")),
        row.bool("paused"),
        row.text("pace"),
        row.integer("workers"),
        row.textOrNull("suspect"),
        row.bigint("log_length"),
        row.integer("stripes_left"),
        row.timeOrNull("retire_after"),
        row.bool("is_kept"));
  }

  private static MigrationStatus status(Migration migration, Row row) {
    return new MigrationStatus(
        migration,
        row.time("since"),
        row.time("created_at"),
        row.number("rows_per_second"),
        row.intervalOrNull("time_left"),
        row.textOrNull("message"),
        row.textOrNull("worker"),
        row.textOrNull("waits_for"),
        row.textOrNull("suspect"),
        row.textOrNull("restart"),
        row.textOrNull("kept"),
        row.timeOrNull("verified_at"),
        row.timeOrNull("cut_over_at"),
        amounts(row),
        row.texts("throttled"),
        row.texts("lock_waits"),
        check(row),
        Duration.ofMillis(row.bigint("held_ms")));
  }

  private static MigrationStatus.Amounts amounts(Row row) {
    return new MigrationStatus.Amounts(
        row.bigint("rows_done"),
        row.bigint("rows_total"),
        row.bigint("blocks_done"),
        row.bigint("blocks_total"),
        row.bigint("bytes_old"),
        row.bigint("bytes_new"),
        row.bigint("partitions"),
        row.bigint("indexes_total"),
        row.bigint("indexes_left"),
        row.bigint("log_length"));
  }

  private static MigrationStatus.@Nullable Check check(Row row) {
    OffsetDateTime at = row.timeOrNull("checked_at");
    return at == null
        ? null
        : new MigrationStatus.Check(
            row.text("kind"),
            at,
            row.bool("equal"),
            row.bigint("new_rows"),
            row.textOrNull("verdict"));
  }

  private static @Nullable TableName name(@Nullable String schema, @Nullable String name) {
    return schema == null || name == null ? null : new TableName(schema, name);
  }
}
