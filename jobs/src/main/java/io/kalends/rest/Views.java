package io.kalends.rest;

import io.kalends.control.Finding;
import io.kalends.control.Health;
import io.kalends.control.JobStates.JobState;
import io.kalends.control.Partition;
import io.kalends.control.Runs;
import io.kalends.domain.RunReport;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The answers to questions, field by field: what a client reads does not change when a class of
 * Kalends does. Times are UTC; a bound that is null is open.
 */
public final class Views {
  private Views() {}

  public record HealthView(boolean green, List<TableHealth> tables, List<FindingView> findings) {
    static HealthView of(Health health) {
      return new HealthView(
          health.isGreen(),
          health.tables().stream().map(TableHealth::of).toList(),
          health.findings().stream().map(FindingView::of).toList());
    }
  }

  public record TableHealth(
      String table,
      String healthStatus,
      long totalPartitions,
      long totalRows,
      long totalBytes,
      @Nullable String oldestPartition,
      @Nullable String newestPartition,
      long partitionsToDrop) {
    static TableHealth of(Health.Summary each) {
      return new TableHealth(
          each.table(),
          each.status(),
          each.partitions(),
          each.rows(),
          each.bytes(),
          each.oldest() == null ? null : each.oldest().toString(),
          each.newest() == null ? null : each.newest().toString(),
          each.partitionsToDrop());
    }
  }

  public record FindingView(
      String severity,
      String finding,
      @Nullable String subject,
      String detail,
      String mend,
      String runbook) {
    static FindingView of(Finding each) {
      return new FindingView(
          each.severity().name().toLowerCase(Locale.ROOT),
          each.finding(),
          each.subject(),
          each.detail(),
          each.mend(),
          each.runbook());
    }
  }

  /** {@code next} is to be sent as {@code cursor}; null on the last page. */
  public record PartitionPage(List<PartitionView> partitions, @Nullable String next) {}

  public record PartitionView(
      String table,
      String partition,
      @Nullable OffsetDateTime lowerBound,
      @Nullable OffsetDateTime upperBound,
      String timeZone,
      String state,
      @Nullable Long rows,
      boolean rowsExact,
      long bytes,
      @Nullable OffsetDateTime lastAnalyze,
      @Nullable OffsetDateTime lastVacuum) {
    static PartitionView of(Partition each) {
      return new PartitionView(
          each.table().toString(),
          each.name().toString(),
          finite(each.lower()),
          finite(each.upper()),
          each.local().zone(),
          each.state(),
          each.rows(),
          each.rowsExact(),
          each.bytes(),
          each.analyzed(),
          each.vacuumed());
    }
  }

  public record StatusView(boolean enabled, boolean running, List<JobState> jobs) {}

  /** {@code next} is to be sent as {@code cursor}; null on the last page. */
  public record RunPage(List<RunView> runs, @Nullable String next) {}

  public record RunView(
      long runId,
      String job,
      @Nullable String parameters,
      String status,
      boolean live,
      OffsetDateTime startedAt,
      @Nullable OffsetDateTime endedAt,
      long done,
      long problems) {
    static RunView of(Runs.Run each) {
      return new RunView(
          each.id(),
          each.job(),
          each.parameters(),
          each.status().toLowerCase(Locale.ROOT),
          each.live(),
          each.started(),
          each.ended(),
          each.done(),
          each.problems());
    }
  }

  public record RunDetail(RunView run, List<StepView> steps, List<ActView> acts) {
    static RunDetail of(Runs.Detail detail) {
      return new RunDetail(
          RunView.of(detail.run()),
          detail.steps().stream().map(StepView::of).toList(),
          detail.lines().stream().map(ActView::of).toList());
    }
  }

  public record StepView(
      String name,
      String status,
      @Nullable OffsetDateTime startedAt,
      @Nullable OffsetDateTime endedAt) {
    static StepView of(Runs.RunStep each) {
      return new StepView(
          each.name(), each.status().toLowerCase(Locale.ROOT), each.started(), each.ended());
    }
  }

  /** What was done to one table: so many actions of one kind with one outcome. */
  public record ActView(
      String table,
      String action,
      String outcome,
      long count,
      long rows,
      long bytes,
      @Nullable String message) {
    static ActView of(RunReport.Line each) {
      return new ActView(
          each.table().toString(),
          each.action(),
          each.outcome().text(),
          each.count(),
          each.rows(),
          each.bytes(),
          each.message());
    }
  }

  static @Nullable OffsetDateTime finite(@Nullable OffsetDateTime time) {
    boolean open =
        time == null || time.equals(OffsetDateTime.MIN) || time.equals(OffsetDateTime.MAX);
    return open ? null : time;
  }
}
