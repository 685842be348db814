package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.Outcome;
import io.kalends.domain.RunReport;
import io.kalends.domain.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The append-only book of everything that was done, and what one run did by it. */
public final class Ledger {

  private static final Sql WRITE = Sql.of("ledger/write");
  private static final Sql SUMMARY = Sql.of("ledger/summary");
  private static final Sql DROPS_LEFT = Sql.of("ledger/drops_left");

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** How an act ended, and what it cost. */
  public record Entry(Outcome outcome, @Nullable String message, long waitedMs, long heldMs) {

    public static Entry of(Outcome outcome, @Nullable String message) {
      return new Entry(outcome, message, 0, 0);
    }
  }

  /** A deed of a migration: what, under which lock of the table, and how many rows it was about. */
  public record Deed(
      String action, @Nullable String statement, @Nullable String lockMode, long rows) {

    public static Deed of(String action) {
      return new Deed(action, null, null, 0);
    }
  }

  /** Books a deed in its own transaction. */
  public void write(Mandate mandate, Deed deed, Entry entry) {
    database.query(WRITE, values(mandate, deed, entry), row -> entry);
  }

  /** Books a deed inside its own transaction. */
  static void write(Connection connection, Mandate mandate, Deed deed, Entry entry)
      throws SQLException {
    Database.query(connection, WRITE, values(mandate, deed, entry), row -> entry);
  }

  /** Books what was not done: refused, busy, held, skipped or failed. In its own transaction. */
  public void write(Mandate mandate, Action action, Entry entry) {
    database.query(WRITE, values(mandate, action, entry), row -> entry);
  }

  /** Books an act inside its own transaction. */
  static void write(Connection connection, Mandate mandate, Action action, Entry entry)
      throws SQLException {
    Database.query(connection, WRITE, values(mandate, action, entry), row -> entry);
  }

  /** What a run did, per table, action and outcome. */
  public List<RunReport.Line> summary(long runId) {
    return database.query(SUMMARY, Map.of("run_id", runId), Ledger::line);
  }

  /** How many of {@code maxDrops} a run may still detach, whichever of its executions asks. */
  public int dropsLeft(Mandate mandate, int maxDrops) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("table_schema", mandate.table().schema());
    values.put("table_name", mandate.table().name());
    values.put("run_id", mandate.runId());
    values.put("max_drops", maxDrops);
    return database.first(DROPS_LEFT, values, row -> row.integer("drops_left")).orElse(0);
  }

  private static RunReport.Line line(Row row) {
    List<String> messages = row.texts("messages");
    return new RunReport.Line(
        new TableName(row.text("table_schema"), row.text("table_name")),
        row.text("action"),
        Outcome.parse(row.text("outcome")),
        row.bigint("actions"),
        orZero(row.bigintOrNull("row_count")),
        orZero(row.bigintOrNull("bytes")),
        messages.isEmpty() ? null : String.join("\n", messages));
  }

  private static Map<String, @Nullable Object> values(Mandate mandate, Action action, Entry entry) {
    Map<String, @Nullable Object> values = values(mandate, action.table(), entry);
    values.put("action", action.kind());
    values.put("target_schema", action.subject().schema());
    values.put("target", action.subject().name());
    values.put("statement", action.statements().isEmpty() ? null : action.sql());
    values.put("lock_mode", action.lockMode());
    values.put("row_count", action.rowEstimate());
    values.put("bytes", action.bytes());
    return values;
  }

  private static Map<String, @Nullable Object> values(Mandate mandate, Deed deed, Entry entry) {
    Map<String, @Nullable Object> values = values(mandate, mandate.table(), entry);
    values.put("action", deed.action());
    values.put("target_schema", mandate.table().schema());
    values.put("target", mandate.table().name());
    values.put("statement", deed.statement());
    values.put("lock_mode", deed.lockMode());
    values.put("row_count", deed.rows());
    values.put("bytes", null);
    return values;
  }

  private static Map<String, @Nullable Object> values(
      Mandate mandate, TableName table, Entry entry) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("run_id", mandate.runId());
    values.put("job", mandate.job());
    values.put("table_schema", table.schema());
    values.put("table_name", table.name());
    values.put("waited_ms", entry.waitedMs());
    values.put("held_ms", entry.heldMs());
    values.put("outcome", entry.outcome().text());
    values.put("message", entry.message());
    values.put("epoch", mandate.epoch() == 0 ? null : mandate.epoch());
    return values;
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
