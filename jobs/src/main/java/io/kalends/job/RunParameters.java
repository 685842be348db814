package io.kalends.job;

import io.kalends.domain.JobName;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunRequest;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What makes a run the same run: job, date, table and limits; asked for again, it goes on or says
 * that there is nothing to do. {@code sequence} counts the runs of one identity that were completed
 * and found new work later. {@code at} is the instant that the plan is made for.
 */
public record RunParameters(
    JobName job,
    OffsetDateTime at,
    @Nullable TableName table,
    @Nullable Integer maxDrops,
    boolean full,
    Map<String, String> options,
    Overrides overrides,
    @Nullable String actor,
    @Nullable String tick,
    long sequence) {

  /** The non-identifying parameter that spells the identity out: what locks and look-ups use. */
  public static final String IDENTITY = "identity";

  /** What the names of parameters begin with that are options of a migration's job. */
  public static final String OPTION = "option.";

  private static final String DATE = "date";
  private static final String TABLE = "table";
  private static final String MAX_DROPS = "max_drops";
  private static final String FULL = "full";
  private static final String RETENTION = "retention_months";
  private static final String FUTURE = "future_partitions";
  private static final String ACTOR = "actor";
  private static final String TICK = "tick";
  private static final String SEQUENCE = "sequence";
  private static final String AT = "at";

  public static RunParameters of(RunRequest request, OffsetDateTime at) {
    return new RunParameters(
        request.job(),
        at,
        request.table(),
        request.maxDrops(),
        request.full(),
        request.options(),
        request.overrides(),
        request.actor(),
        request.tick(),
        1);
  }

  public RunParameters withSequence(long next) {
    return new RunParameters(job, at, table, maxDrops, full, options, overrides, actor, tick, next);
  }

  public RunRequest request() {
    return new RunRequest(job, at, table, maxDrops, full, options, overrides, actor, tick);
  }

  /** What one step of this run has to ask the plan. */
  Plans.Question question(Step step) {
    return question(List.of(step));
  }

  Plans.Question question(List<Step> steps) {
    return new Plans.Question(table, at, steps, maxDrops, full).with(overrides);
  }

  public LocalDate date() {
    return at.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate();
  }

  /**
   * As in {@code maintenance 2026-11-20 public.events max_drops=20}. A migration may take days: its
   * jobs are the same whatever the date. The tick of a schedule is a run of its own, whenever it is
   * begun or taken over.
   */
  public String identity() {
    return job.text()
        + (job.isMigration() || tick != null ? "" : " " + date())
        + (table == null ? "" : " " + table)
        + (maxDrops == null ? "" : " max_drops=" + maxDrops)
        + overrides.text()
        + (full ? " full" : "")
        + (tick == null ? "" : " " + tick);
  }

  public JobParameters toJobParameters() {
    JobParametersBuilder builder =
        new JobParametersBuilder()
            .addLocalDate(DATE, date(), !job.isMigration() && tick == null)
            .addLong(SEQUENCE, sequence)
            .addString(AT, at.toString(), false)
            .addString(IDENTITY, identity(), false);
    if (table != null) {
      builder.addString(TABLE, table.toString());
    }
    addLong(builder, MAX_DROPS, maxDrops);
    addLong(builder, RETENTION, overrides.retentionMonths());
    addLong(builder, FUTURE, overrides.futurePartitions());
    if (actor != null) {
      builder.addString(ACTOR, actor, false);
    }
    if (tick != null) {
      builder.addString(TICK, tick);
    }
    if (full) {
      builder.addString(FULL, "true");
    }
    options.forEach((name, value) -> builder.addString(OPTION + name, value, false));
    return builder.toJobParameters();
  }

  private static void addLong(JobParametersBuilder builder, String name, @Nullable Integer value) {
    if (value != null) {
      builder.addLong(name, value.longValue());
    }
  }

  private static @Nullable Integer integer(JobParameters parameters, String name) {
    Long value = parameters.getLong(name);
    return value == null ? null : Math.toIntExact(value);
  }

  private static Map<String, String> options(JobParameters parameters) {
    Map<String, String> options = new HashMap<>();
    for (JobParameter<?> parameter : parameters) {
      if (parameter.name().startsWith(OPTION)) {
        options.put(parameter.name().substring(OPTION.length()), String.valueOf(parameter.value()));
      }
    }
    return options;
  }

  public static RunParameters from(String job, JobParameters parameters) {
    String table = parameters.getString(TABLE);
    Long sequence = parameters.getLong(SEQUENCE);
    return new RunParameters(
        JobName.parse(job),
        OffsetDateTime.parse(Objects.requireNonNull(parameters.getString(AT))),
        table == null ? null : TableName.parse(table),
        integer(parameters, MAX_DROPS),
        "true".equals(parameters.getString(FULL)),
        options(parameters),
        new Overrides(integer(parameters, RETENTION), integer(parameters, FUTURE)),
        parameters.getString(ACTOR),
        parameters.getString(TICK),
        sequence == null ? 1 : sequence);
  }
}
