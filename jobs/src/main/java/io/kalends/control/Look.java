package io.kalends.control;

import io.kalends.domain.Plan;
import io.kalends.domain.Runbook;
import io.kalends.domain.TableName;
import io.kalends.postgres.Database;
import io.kalends.postgres.Plans;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks and touches nothing: what a run would do, how the tables are, which partitions exist. */
public final class Look {
  private static final Sql SUMMARY = Sql.of("look/summary");
  private static final Sql FINDINGS = Sql.of("look/findings");
  private static final Sql PARTITIONS = Sql.of("look/partitions");

  private final Database database;
  private final Plans plans;
  private final Runbook runbook;

  /**
   * @param runbook where the pages that findings name can be read
   */
  public Look(Database database, Plans plans, Runbook runbook) {
    this.database = database;
    this.plans = plans;
    this.runbook = runbook;
  }

  public Plan plan(Plans.Question question) {
    return plans.plan(question);
  }

  public Health health(@Nullable OffsetDateTime asOf) {
    return new Health(
        database.query(SUMMARY, Map.of(), Look::summary),
        database.query(FINDINGS, value("as_of", asOf), row -> finding(row, runbook)));
  }

  /**
   * Partitions in the order of table and bound; of all managed tables when {@code table} is null.
   */
  public List<Partition> partitions(@Nullable TableName table) {
    var name = table == null ? null : table.toString();
    return database.query(PARTITIONS, value("managed_table", name), Look::partition);
  }

  private static Health.Summary summary(Row row) {
    return new Health.Summary(
        row.text("table_name"),
        row.text("health_status"),
        row.bigint("total_partitions"),
        row.bigint("total_rows"),
        row.bigint("total_bytes"),
        row.textOrNull("oldest_partition"),
        row.textOrNull("newest_partition"),
        row.bigint("partitions_to_drop"));
  }

  static Finding finding(Row row, Runbook runbook) {
    return new Finding(
        Finding.Severity.parse(row.text("severity")),
        row.text("finding"),
        row.textOrNull("subject"),
        row.text("detail"),
        row.text("mend"),
        runbook.link(row.text("runbook")));
  }

  private static Partition partition(Row row) {
    return new Partition(
        new TableName(row.text("table_schema"), row.text("table_name")),
        new TableName(row.text("partition_schema"), row.text("partition_name")),
        row.timeOrNull("lower_bound"),
        row.timeOrNull("upper_bound"),
        row.text("state"),
        row.bigintOrNull("row_count"),
        row.bool("row_count_exact"),
        row.bigint("size_bytes"),
        row.timeOrNull("last_analyze"),
        row.timeOrNull("last_vacuum"),
        new Partition.Local(
            row.text("time_zone"), row.textOrNull("lower_local"), row.textOrNull("upper_local")));
  }

  private static Map<String, @Nullable Object> value(String name, @Nullable Object value) {
    var values = new HashMap<String, @Nullable Object>();
    values.put(name, value);
    return values;
  }
}
