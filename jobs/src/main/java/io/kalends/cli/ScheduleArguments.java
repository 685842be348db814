package io.kalends.cli;

import io.kalends.control.Schedules.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be said about a schedule. */
final class ScheduleArguments {
  @Option(
      names = "--job",
      paramLabel = "JOB",
      description = "maintenance, create, analyze, vacuum, drop or record.")
  @Nullable String job;

  @Option(
      names = "--cron",
      paramLabel = "CRON",
      description = "minute hour day-of-month month day-of-week, as in '0 2 * * *'.")
  @Nullable String cron;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "Of the cron, e.g. Europe/Berlin; UTC for a new one.")
  @Nullable String timeZone;

  @Option(
      names = "--misfire",
      paramLabel = "RULE",
      description = "What a tick does that comes more than a minute late: fire or skip.")
  @Nullable String misfire;

  @Option(
      names = "--set",
      paramLabel = "PARAMETER=VALUE",
      description = "The parameters of the job, instead of those it had: table, full, max_drops.")
  @Nullable Map<String, String> parameters;

  Change change() {
    return new Change(job, cron, timeZone, misfire, parameters, null);
  }
}
