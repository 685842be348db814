package io.kalends.cli;

import io.kalends.control.Runs;
import io.kalends.control.Runs.Run;
import io.kalends.control.Runs.RunStep;
import io.kalends.domain.RunReport;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs for reading: a list of them, or one with its steps and acts. */
final class RunsView {
  private RunsView() {}

  static void print(List<Run> runs, Terminal terminal) {
    if (runs.isEmpty()) {
      terminal.out().println("no runs yet: start one with kalends run maintenance");
      return;
    }
    var table =
        new Table(">RUN", "JOB", "STATUS", "STARTED", ">TOOK", ">DONE", ">PROBLEMS", "PARAMETERS");
    for (var each : runs) {
      table.row(
          each.id(),
          each.job(),
          status(each),
          Human.moment(each.started()),
          took(each.started(), each.ended()),
          Human.count(each.done()),
          Human.count(each.problems()),
          each.parameters() == null ? "" : each.parameters());
    }
    table.print(terminal, "");
  }

  static void print(Runs.Detail detail, Terminal terminal) {
    var out = terminal.out();
    var run = detail.run();
    out.println(terminal.paint(Style.STRONG, "run " + run.id() + ": " + run.job()));
    out.println("status      " + terminal.paint(colour(run.status()), words(run)));
    out.println("started     " + Human.moment(run.started()));
    out.println("ended       " + Human.moment(run.ended()));
    out.println("took        " + took(run.started(), run.ended()));
    out.println(
        "parameters  " + (run.parameters() == null ? "-" : Human.visible(run.parameters())));
    out.println();
    var steps = new Table("STEP", "STATUS", "STARTED", ">TOOK", "MESSAGE");
    for (var each : detail.steps()) {
      steps.row(
          each.name(),
          new Table.Cell(lower(each.status()), colour(each.status())),
          Human.moment(each.started()),
          took(each.started(), each.ended()),
          cause(each));
    }
    steps.print(terminal, "");
    var acts = new Table("TABLE", "ACTION", "OUTCOME", ">COUNT", ">ROWS", ">SIZE", "MESSAGE");
    for (var each : detail.lines()) {
      acts.row(
          each.table(),
          each.action(),
          new Table.Cell(
              each.outcome().text(), each.outcome().isProblem() ? Style.BAD : Style.PLAIN),
          Human.count(each.count()),
          Human.count(each.rows()),
          Human.bytes(each.bytes()),
          each.message() == null ? "" : Human.firstLine(each.message()));
    }
    if (!acts.isEmpty()) {
      out.println();
      acts.print(terminal, "");
    }
  }

  /**
   * Why a step failed, without the class and the stack trace; that it was stopped says its status.
   */
  static String cause(RunStep step) {
    if (step.message() == null || "STOPPED".equals(step.status())) {
      return "";
    }
    var first = step.message().lines().findFirst().orElse("");
    return Human.visible(first.replaceFirst("^[\\w.$]*(Exception|Error|\\$\\w+)(: |$)", ""));
  }

  private static Table.Cell status(Run run) {
    return new Table.Cell(words(run), colour(run.status()));
  }

  private static String words(Run run) {
    boolean open = run.ended() == null;
    return lower(run.status()) + (open && !run.live() ? " (dead: kalends runs recover)" : "");
  }

  private static String lower(String status) {
    return status.toLowerCase(Locale.ROOT);
  }

  private static Style colour(String status) {
    return switch (status) {
      case "COMPLETED" -> Style.GOOD;
      case "FAILED", "UNKNOWN", "ABANDONED" -> Style.BAD;
      default -> Style.WARN;
    };
  }

  private static String took(@Nullable OffsetDateTime started, @Nullable OffsetDateTime ended) {
    return started == null || ended == null
        ? "-"
        : Human.duration(Duration.between(started, ended));
  }

  static Map<String, @Nullable Object> document(List<Run> runs) {
    return Json.object("exit_code", 0, "runs", Json.list(runs, RunsView::run));
  }

  static Map<String, @Nullable Object> document(Runs.Detail detail) {
    return Json.object(
        "exit_code", 0,
        "run", run(detail.run()),
        "steps", Json.list(detail.steps(), RunsView::step),
        "acts", Json.list(detail.lines(), RunsView::act));
  }

  private static Map<String, @Nullable Object> run(Run run) {
    return Json.object(
        "run_id", run.id(),
        "job", run.job(),
        "parameters", run.parameters(),
        "status", lower(run.status()),
        "live", run.live(),
        "started_at", run.started(),
        "ended_at", run.ended(),
        "done", run.done(),
        "problems", run.problems());
  }

  private static Map<String, @Nullable Object> step(RunStep step) {
    return Json.object(
        "name", step.name(),
        "status", lower(step.status()),
        "started_at", step.started(),
        "ended_at", step.ended(),
        "message", step.message());
  }

  private static Map<String, @Nullable Object> act(RunReport.Line line) {
    return Json.object(
        "table_schema", line.table().schema(),
        "table_name", line.table().name(),
        "action", line.action(),
        "outcome", line.outcome().text(),
        "count", line.count(),
        "rows", line.rows(),
        "bytes", line.bytes(),
        "message", line.message());
  }
}
