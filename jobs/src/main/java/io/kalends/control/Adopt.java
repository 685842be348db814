package io.kalends.control;

import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds partitioned tables that nobody manages and takes them over as they are: writes rows of
 * partition_config, and nothing else.
 */
public final class Adopt {
  private static final Sql CANDIDATES = Sql.of("adopt/candidates");
  private static final Sql ADOPT = Sql.of("adopt/adopt");

  /**
   * A table and what the catalogue (or pg_partman's part_config: {@code source}) says about it;
   * {@code obstacle} tells why it cannot be adopted, null if it can.
   */
  public record Candidate(
      TableName table,
      @Nullable String column,
      @Nullable String columnType,
      @Nullable String granularity,
      @Nullable String timeZone,
      long partitions,
      long gaps,
      long oddBounds,
      @Nullable OffsetDateTime oldest,
      @Nullable OffsetDateTime newest,
      @Nullable Integer retentionMonths,
      @Nullable Integer retentionDays,
      String retentionAction,
      int futurePartitions,
      String source,
      @Nullable String obstacle) {

    public boolean isAdoptable() {
      return obstacle == null;
    }
  }

  private final Database database;

  public Adopt(Database database) {
    this.database = database;
  }

  public List<Candidate> candidates() {
    return database.query(CANDIDATES, Map.of(), Adopt::candidate);
  }

  /** Puts one candidate into partition_config; nothing is dropped before one sets a retention. */
  public void adopt(Candidate candidate) {
    var values = new HashMap<String, @Nullable Object>();
    values.put("managed_table", candidate.table().toString());
    values.put("granularity", candidate.granularity());
    values.put("retention_months", candidate.retentionMonths());
    values.put("retention_days", candidate.retentionDays());
    values.put("retention_action", candidate.retentionAction());
    values.put("future_partitions", candidate.futurePartitions());
    database.one(ADOPT, values, row -> row.text("table_name"));
  }

  private static Candidate candidate(Row row) {
    return new Candidate(
        new TableName(row.text("table_schema"), row.text("table_name")),
        row.textOrNull("partition_column"),
        row.textOrNull("key_type"),
        row.textOrNull("granularity"),
        row.textOrNull("time_zone"),
        row.bigint("partitions"),
        row.bigint("gaps"),
        row.bigint("odd_bounds"),
        row.timeOrNull("oldest"),
        row.timeOrNull("newest"),
        row.integerOrNull("retention_months"),
        row.integerOrNull("retention_days"),
        row.text("retention_action"),
        row.integer("future_partitions"),
        row.text("source"),
        row.textOrNull("reason"));
  }
}
