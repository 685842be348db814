package io.kalends.control;

import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.job.RunParameters;
import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Spring Batch's tables tell of earlier runs, asked without Spring: the last of its kind, the
 * wrecks that a dead process left, the parameters of one run.
 */
public final class History {

  private static final Sql LAST = Sql.of("history/last_of_identity");
  private static final Sql RECOVER = Sql.of("history/recover");
  private static final Sql MARK_SEEN = Sql.of("history/mark_seen");
  private static final Sql PRUNE = Sql.of("history/prune");
  private static final int SLICES = 200;
  private static final Sql PARAMETERS = Sql.of("history/parameters");

  private final Database database;

  public History(Database database) {
    this.database = database;
  }

  /**
   * Deletes what is older, in slices of a transaction each; what is left then goes another night.
   */
  void prune(int days) {
    for (int slice = 0; slice < SLICES; slice++) {
      if (database.one(PRUNE, Map.of("days", days), row -> row.bigint("pruned")) == 0) {
        return;
      }
    }
  }

  /** The last run of an identity, by Spring Batch's status. */
  record Last(long runId, String status, long sequence) {

    boolean isCompleted() {
      return status.equals("COMPLETED") || status.equals("ABANDONED");
    }
  }

  Optional<Last> last(String identity) {
    return database.first(
        LAST,
        Map.of("identity", identity),
        row ->
            new Last(row.bigint("job_execution_id"), row.text("status"), row.bigint("sequence")));
  }

  /**
   * Ends what looks as if it were running and is not; one sentence each.
   *
   * @param mine the identity whose lock the caller holds
   */
  List<String> recover(@Nullable Long runId, @Nullable String mine) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("run_id", runId);
    values.put("mine", mine);
    return database.query(
        RECOVER,
        values,
        row ->
            "run %d (%s) was %s with %d steps open and nobody at work: it is FAILED now"
                .formatted(
                    row.bigint("job_execution_id"),
                    row.text("job_name"),
                    row.text("status"),
                    row.bigint("steps")));
  }

  /** From now on a table that was found and is gone is a failure. */
  void markSeen() {
    database.query(MARK_SEEN, Map.of(), row -> true);
  }

  /** What was asked for by a run that did not complete. */
  RunRequest requestOf(long runId) {
    Map<String, String> parameters = new HashMap<>();
    database.query(
        PARAMETERS,
        Map.of("run_id", runId),
        row -> {
          parameters.put("job", row.text("job_name"));
          parameters.put("status", row.text("status"));
          return parameters.put(row.text("parameter_name"), row.text("parameter_value"));
        });
    if (!parameters.containsKey("at")) {
      throw new NotFound("there is no run %d".formatted(runId), "kalends runs list shows them");
    }
    if ("COMPLETED".equals(parameters.get("status"))) {
      throw new BadInput(
          "run %d is COMPLETED: there is nothing to restart".formatted(runId),
          "start a new one: kalends run " + parameters.get("job"));
    }
    String table = parameters.get("table");
    return new RunRequest(
        JobName.parse(parameters.getOrDefault("job", "")),
        OffsetDateTime.parse(parameters.getOrDefault("at", "")),
        table == null ? null : TableName.parse(table),
        integer(parameters.get("max_drops")),
        "true".equals(parameters.get("full")),
        options(parameters),
        new Overrides(
            integer(parameters.get("retention_months")),
            integer(parameters.get("future_partitions"))),
        parameters.get("actor"),
        parameters.get("tick"));
  }

  private static @Nullable Integer integer(@Nullable String value) {
    return value == null ? null : Integer.valueOf(value);
  }

  private static Map<String, String> options(Map<String, String> parameters) {
    Map<String, String> options = new HashMap<>();
    parameters.forEach(
        (name, value) -> {
          if (name.startsWith(RunParameters.OPTION)) {
            options.put(name.substring(RunParameters.OPTION.length()), value);
          }
        });
    return options;
  }
}
