package io.kalends.control;

import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Ledger;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at runs, recovers dead ones, asks living ones to stop. Needs no Spring context. */
public final class Runs {

  private static final Sql LIST = Sql.of("runs/list");
  private static final Sql STEPS = Sql.of("runs/steps");
  private static final Sql ASK_TO_STOP = Sql.of("runs/ask_to_stop");

  private final Database database;
  private final Ledger ledger;
  private final History history;

  public Runs(Database database) {
    this.database = database;
    this.ledger = new Ledger(database);
    this.history = new History(database);
  }

  /**
   * One run. {@code status} is Spring Batch's word (COMPLETED, FAILED, STOPPED, STARTED …); {@code
   * live} says that its process still holds the run's lock; {@code table} is null for a run over
   * all.
   */
  public record Run(
      long id,
      String job,
      @Nullable String parameters,
      String status,
      boolean live,
      OffsetDateTime started,
      @Nullable OffsetDateTime ended,
      long done,
      long problems,
      @Nullable TableName table) {}

  /** One step of a run, or one table's part of it. */
  public record RunStep(
      String name,
      String status,
      @Nullable OffsetDateTime started,
      @Nullable OffsetDateTime ended,
      @Nullable String message) {}

  /** A run with its steps and what the ledger tells of it. */
  public record Detail(Run run, List<RunStep> steps, List<RunReport.Line> lines) {}

  /** The latest runs, newest first. */
  public List<Run> list(int limit) {
    return list(null, limit);
  }

  /** Those before {@code before}, newest first. */
  public List<Run> list(@Nullable Long before, int limit) {
    Map<String, @Nullable Object> values = values(null, limit);
    values.put("before", before);
    return database.query(LIST, values, Runs::run);
  }

  /** One run by its number. */
  public Optional<Detail> show(long runId) {
    return database.query(LIST, values(runId, 1), Runs::run).stream()
        .findFirst()
        .map(
            run ->
                new Detail(
                    run,
                    database.query(STEPS, Map.of("run_id", runId), Runs::step),
                    ledger.summary(runId)));
  }

  /** What was asked for by a run that did not complete. */
  public RunRequest request(long runId) {
    return history.requestOf(runId);
  }

  /**
   * Brings dead runs into a state from which they can be restarted, living ones are left alone; all
   * runs when {@code runId} is null. Returns one sentence per mend.
   */
  public List<String> recover(@Nullable Long runId) {
    requireKnown(runId);
    return history.recover(runId, null);
  }

  /** Asks living runs to stop after the action at hand; returns the numbers of those asked. */
  public List<Long> stop(@Nullable Long runId) {
    requireKnown(runId);
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("run_id", runId);
    return database.query(ASK_TO_STOP, values, row -> row.bigint("job_execution_id"));
  }

  private void requireKnown(@Nullable Long runId) {
    if (runId != null && database.query(LIST, values(runId, 1), Runs::run).isEmpty()) {
      throw new NotFound("there is no run %d".formatted(runId), "kalends runs list shows them");
    }
  }

  private static Map<String, @Nullable Object> values(@Nullable Long runId, long most) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("run_id", runId);
    values.put("most", most);
    values.put("before", null);
    return values;
  }

  private static Run run(Row row) {
    return new Run(
        row.bigint("job_execution_id"),
        row.text("job_name"),
        row.textOrNull("identity"),
        row.text("status"),
        row.bool("live"),
        row.time("started"),
        row.timeOrNull("ended"),
        row.bigint("done"),
        row.bigint("problems"),
        table(row.textOrNull("managed_table")));
  }

  private static @Nullable TableName table(@Nullable String name) {
    return name == null ? null : TableName.parse(name);
  }

  private static RunStep step(Row row) {
    return new RunStep(
        row.text("step_name"),
        row.text("status"),
        row.timeOrNull("started"),
        row.timeOrNull("ended"),
        row.textOrNull("message"));
  }
}
