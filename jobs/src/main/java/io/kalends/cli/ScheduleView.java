package io.kalends.cli;

import io.kalends.control.Schedules.Schedule;
import io.kalends.domain.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Schedules for reading: a table, then what failed last. */
final class ScheduleView {
  private ScheduleView() {}

  static void print(List<Schedule> schedules, Terminal terminal) {
    if (schedules.isEmpty()) {
      terminal.out().println("no schedules: the first kalends serve writes those of its settings");
      return;
    }
    var table = new Table("SCHEDULE", "JOB", "CRON", "ZONE", "LATE", "LAST", "WENT", "NEXT");
    for (var each : schedules) {
      table.row(
          each.name(),
          each.job() + (each.parameters().equals("{}") ? "" : " " + each.parameters()),
          each.cron(),
          each.timeZone(),
          each.misfire(),
          Human.moment(each.last().run()),
          new Table.Cell(went(each), style(each)),
          each.nextRun() == null
              ? new Table.Cell(Objects.requireNonNullElse(each.offBecause(), "-"), Style.WARN)
              : Human.moment(each.nextRun()));
    }
    table.print(terminal, "");
    schedules.stream()
        .filter(each -> each.last().failure() != null)
        .forEach(
            each ->
                terminal
                    .out()
                    .println(
                        "%s failed last at %s: %s"
                            .formatted(
                                each.name(),
                                Human.moment(each.last().failure()),
                                Human.visible(
                                    Objects.requireNonNullElse(
                                        each.last().failureMessage(), "")))));
  }

  static Map<String, @Nullable Object> document(List<Schedule> schedules) {
    return Json.object(
        "exit_code",
        ExitCode.DONE.code(),
        "schedules",
        Json.list(schedules, ScheduleView::schedule));
  }

  private static String went(Schedule schedule) {
    return schedule.running()
        ? "running"
        : Objects.requireNonNullElse(schedule.last().state(), "-");
  }

  private static Style style(Schedule schedule) {
    return switch (went(schedule)) {
      case "done" -> Style.GOOD;
      case "failed", "lost" -> Style.BAD;
      default -> Style.PLAIN;
    };
  }

  private static Map<String, @Nullable Object> schedule(Schedule each) {
    return Json.object(
        "schedule", each.name(),
        "job", each.job(),
        "parameters", each.parameters(),
        "cron", each.cron(),
        "time_zone", each.timeZone(),
        "misfire", each.misfire(),
        "enabled", each.enabled(),
        "running", each.running(),
        "last_run", each.last().run(),
        "last_state", each.last().state(),
        "last_run_id", each.last().runId(),
        "last_message", each.last().message(),
        "last_failure", each.last().failure(),
        "last_failure_message", each.last().failureMessage(),
        "next_run", each.nextRun(),
        "off_because", each.offBecause(),
        "changed_by", each.changedBy(),
        "changed_at", each.changedAt());
  }
}
