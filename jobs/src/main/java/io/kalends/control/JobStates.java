package io.kalends.control;

import io.kalends.domain.TableName;
import io.kalends.domain.TablePatterns;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each job is: whether it runs, when it ran last, when it failed last, when it will run. */
public final class JobStates {

  private static final Sql READ = Sql.of("job_states/read");

  private final Database database;

  public JobStates(Database database) {
    this.database = database;
  }

  /** A run in one line; {@code status} is Spring Batch's word. */
  public record Last(
      long runId, String status, OffsetDateTime startedAt, @Nullable OffsetDateTime endedAt) {}

  /** {@code nextRun} is null where no schedule of the job will run. */
  public record JobState(
      String job,
      boolean running,
      @Nullable Last lastRun,
      @Nullable Last lastFailure,
      @Nullable OffsetDateTime nextRun) {}

  /** A run of a table that is not among {@code seen}, or of all tables, is left out. */
  public List<JobState> read(TablePatterns seen) {
    return database.query(READ, Map.of(), row -> state(row, seen));
  }

  private static JobState state(Row row, TablePatterns seen) {
    return new JobState(
        row.text("job_name"),
        row.bool("running"),
        last(row, "last", seen),
        last(row, "failed", seen),
        row.timeOrNull("next_run"));
  }

  private static @Nullable Last last(Row row, String which, TablePatterns seen) {
    Long id = row.bigintOrNull(which + "_id");
    String table = row.textOrNull(which + "_table");
    boolean hidden = !seen.allowAll() && (table == null || !seen.allow(TableName.parse(table)));
    return id == null || hidden
        ? null
        : new Last(
            id,
            row.text(which + "_status"),
            row.time(which + "_started"),
            row.timeOrNull(which + "_ended"));
  }
}
