package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.Overrides;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.TransactionMode;
import io.kalends.domain.Verdict;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads {@code kalends.plan_maintenance}: what a run would do, table by table. Changes nothing. */
public final class Plans {

  private static final Sql PLAN = Sql.of("plans/plan_maintenance");

  private final Database database;

  public Plans(Database database) {
    this.database = database;
  }

  /**
   * What is asked. Without table: every enabled one; without instant: the database's clock; without
   * maxDrops, drainRows, overrides: each table's own limit, slice of the catch-all, policy.
   */
  public record Question(
      @Nullable TableName table,
      @Nullable OffsetDateTime asOf,
      List<Step> steps,
      @Nullable Integer maxDrops,
      boolean full,
      @Nullable Integer drainRows,
      Overrides overrides) {

    public Question(
        @Nullable TableName table,
        @Nullable OffsetDateTime asOf,
        List<Step> steps,
        @Nullable Integer maxDrops,
        boolean full) {
      this(table, asOf, steps, maxDrops, full, null, Overrides.NONE);
    }

    public Question withDrainRows(@Nullable Integer rows) {
      return new Question(table, asOf, steps, maxDrops, full, rows, overrides);
    }

    public Question with(Overrides instead) {
      return new Question(table, asOf, steps, maxDrops, full, drainRows, instead);
    }
  }

  public Plan plan(
      @Nullable TableName table,
      @Nullable OffsetDateTime asOf,
      List<Step> steps,
      @Nullable Integer maxDrops) {
    return plan(new Question(table, asOf, steps, maxDrops, false));
  }

  public Plan plan(Question question) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("managed_table", question.table() == null ? null : question.table().toString());
    values.put("as_of", question.asOf());
    values.put("steps", question.steps().stream().map(Step::text).toList());
    values.put("max_drops", question.maxDrops());
    values.put("full", question.full() ? true : null);
    values.put("drain_rows", question.drainRows());
    values.put("retention_months", question.overrides().retentionMonths());
    values.put("future_partitions", question.overrides().futurePartitions());
    return new Plan(database.query(PLAN, values, Plans::action));
  }

  private static Action action(Row row) {
    return new Action(
        row.integer("seq"),
        new TableName(row.text("table_schema"), row.text("table_name")),
        Step.parse(row.text("step")),
        row.text("action"),
        name(row.textOrNull("target_schema"), row.textOrNull("target")),
        row.timeOrNull("lower_bound"),
        row.timeOrNull("upper_bound"),
        row.texts("statements"),
        TransactionMode.parse(row.text("transaction")),
        row.textOrNull("lock_mode"),
        row.textOrNull("lock_target"),
        row.textOrNull("reason"),
        orZero(row.bigintOrNull("row_estimate")),
        orZero(row.bigintOrNull("bytes")),
        Verdict.parse(row.text("verdict")),
        row.textOrNull("blocker"));
  }

  private static @Nullable TableName name(@Nullable String schema, @Nullable String name) {
    return schema == null || name == null ? null : new TableName(schema, name);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
