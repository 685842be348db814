package io.kalends.rest;

import io.kalends.domain.RunReport;
import io.kalends.rest.Views.ActView;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that has ended, or with status running one that goes on. {@code exitCode} is that of the
 * same command: 0 when all is well.
 */
public record RunAnswer(
    @Nullable Long runId,
    String job,
    String status,
    @Nullable Integer exitCode,
    @Nullable OffsetDateTime asOf,
    @Nullable Long durationMs,
    Map<String, Long> totals,
    List<ActView> acts,
    List<String> notices)
    implements JobAnswer {

  static RunAnswer of(RunReport report) {
    return new RunAnswer(
        report.runId(),
        report.job().text(),
        report.status().name().toLowerCase(Locale.ROOT),
        report.exitCode().code(),
        report.asOf(),
        report.duration().toMillis(),
        report.totals(),
        report.lines().stream().map(ActView::of).toList(),
        report.notices());
  }

  static RunAnswer running(@Nullable Long runId, String job) {
    return new RunAnswer(runId, job, "running", null, null, null, Map.of(), List.of(), List.of());
  }
}
