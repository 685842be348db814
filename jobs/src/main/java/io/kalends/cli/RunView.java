package io.kalends.cli;

import io.kalends.domain.Outcome;
import io.kalends.domain.RunReport;
import io.kalends.domain.TableName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a run did: a line per table, what went wrong under it, then the totals. */
record RunView(RunReport report) {

  void print(Terminal terminal) {
    var out = terminal.out();
    var tables = byTable();
    var job = report.job().text() + " as of " + Human.moment(report.asOf());
    out.println(terminal.paint(Style.STRONG, job));
    int width = tables.keySet().stream().mapToInt(each -> name(each).length()).max().orElse(0);
    tables.forEach(
        (table, lines) -> {
          var padded = name(table) + " ".repeat(width - name(table).length());
          out.println(terminal.paint(colour(lines), padded) + "  " + result(lines));
          lines.stream()
              .filter(each -> each.outcome() != Outcome.DONE && each.outcome() != Outcome.SKIPPED)
              .forEach(each -> trouble(terminal, each));
        });
    long touched = tables.values().stream().filter(each -> !isSkipped(each)).count();
    if (touched > 0) {
      var totals = acts(totals());
      out.println();
      out.println(
          "total: " + Human.plural(touched, "table") + (totals.isEmpty() ? "" : ", " + totals));
    }
    out.println(terminal.paint(colour(), conclusion()));
    report.requests().forEach(each -> out.println(terminal.paint(colour(each), line(each))));
  }

  /** {@code request 7 (vacuum public.events), run 12: vacuum 3 done}. */
  private static String line(RunReport.Requested request) {
    return "request %d (%s)%s: %s"
        .formatted(
            request.number(),
            Human.visible(request.what()),
            request.runId() == null ? "" : ", run " + request.runId(),
            Human.visible(request.message()));
  }

  private static Style colour(RunReport.Requested request) {
    return switch (request.exitCode()) {
      case DONE -> Style.GOOD;
      case STOPPED -> Style.WARN;
      default -> Style.BAD;
    };
  }

  private static boolean isSkipped(List<RunReport.Line> lines) {
    return lines.stream().allMatch(each -> each.outcome() == Outcome.SKIPPED);
  }

  private static Style colour(List<RunReport.Line> lines) {
    boolean bad = lines.stream().anyMatch(each -> each.outcome().isProblem());
    return bad ? Style.BAD : isSkipped(lines) ? Style.FAINT : Style.STRONG;
  }

  private static String result(List<RunReport.Line> lines) {
    if (isSkipped(lines)) {
      return "skipped" + message(lines.getFirst());
    }
    var done = acts(lines);
    return done.isEmpty() ? "nothing done" : done;
  }

  /** {@code detach busy (2 times): pid 71 …}; what befell the table as a whole has no action. */
  private static void trouble(Terminal terminal, RunReport.Line line) {
    boolean whole = "none".equals(line.action());
    var style = line.outcome().isProblem() ? Style.BAD : Style.WARN;
    var outcome = terminal.paint(style, line.outcome().text());
    var many = line.count() > 1 && !whole ? " (" + Human.count(line.count()) + " times)" : "";
    terminal
        .out()
        .println("  " + (whole ? "" : line.action() + " ") + outcome + many + message(line));
  }

  private static String message(RunReport.Line line) {
    return line.message() == null ? "" : ": " + Human.firstLine(line.message());
  }

  /** {@code created 6, analyzed 9, dropped 3 (~12,345 rows, 4.2 MB)}. */
  private static String acts(List<RunReport.Line> lines) {
    boolean dropped = lines.stream().anyMatch(each -> "drop".equals(each.action()));
    return lines.stream()
        .filter(each -> each.outcome() == Outcome.DONE && each.count() > 0)
        .sorted(Comparator.comparing(RunReport.Line::action, Verb.IN_ORDER))
        .map(each -> act(each, dropped))
        .collect(Collectors.joining(", "));
  }

  /** Sizes stand where data go; a partition that is detached and dropped goes once. */
  private static String act(RunReport.Line line, boolean dropped) {
    boolean record = "record".equals(line.action());
    long count = record && line.rows() > 0 ? line.rows() : line.count();
    var text = Verb.participle(line.action()) + " " + Human.count(count);
    boolean sized =
        switch (line.action()) {
          case "drop", "drain" -> true;
          case "detach" -> !dropped;
          default -> false;
        };
    return sized && (line.rows() > 0 || line.bytes() > 0)
        ? "%s (~%s rows, %s)".formatted(text, Human.count(line.rows()), Human.bytes(line.bytes()))
        : text;
  }

  String conclusion() {
    var run = report.runId() == null ? report.job().text() : "run " + report.runId();
    var time = " in " + Human.duration(report.duration());
    int problems = report.problems().size();
    return switch (report.status()) {
      case DONE -> run + " done" + time;
      case NOTHING_TO_DO -> "nothing to do" + time;
      case DISABLED -> report.job().text() + " is switched off: nothing done";
      case FAILED -> run + " failed" + time + ", " + Human.plural(problems, "problem");
      case BUSY -> run + " gave way" + time + ": busy, try again later";
      case PAUSED -> run + " paused" + time + "; it goes on after: kalends migrate resume";
      case STOPPED -> run + " stopped" + time + "; the next start goes on from here";
    };
  }

  private Style colour() {
    return switch (report.status()) {
      case DONE, NOTHING_TO_DO -> Style.GOOD;
      case DISABLED, BUSY, PAUSED, STOPPED -> Style.WARN;
      case FAILED -> Style.BAD;
    };
  }

  private static String name(TableName table) {
    return Human.visible(table.toString());
  }

  private Map<TableName, List<RunReport.Line>> byTable() {
    return report.lines().stream()
        .collect(Collectors.groupingBy(RunReport.Line::table, TreeMap::new, Collectors.toList()));
  }

  /** Sums of what was done. */
  private List<RunReport.Line> totals() {
    var sums = new java.util.LinkedHashMap<String, RunReport.Line>();
    for (var line : report.lines()) {
      if (line.outcome() == Outcome.DONE) {
        sums.merge(
            line.action(),
            line,
            (a, b) ->
                new RunReport.Line(
                    a.table(),
                    a.action(),
                    a.outcome(),
                    a.count() + b.count(),
                    a.rows() + b.rows(),
                    a.bytes() + b.bytes(),
                    null));
      }
    }
    return new ArrayList<>(sums.values());
  }

  Map<String, @Nullable Object> document() {
    return Json.object(
        "run_id", report.runId(),
        "job", report.job().text(),
        "as_of", report.asOf(),
        "status", report.status(),
        "exit_code", report.exitCode().code(),
        "duration_ms", report.duration(),
        "totals", report.totals(),
        "tables", tables(),
        "problems", Json.list(report.problems(), RunView::problem),
        "requests", Json.list(report.requests(), RunView::request),
        "notices", report.notices());
  }

  private static Map<String, @Nullable Object> request(RunReport.Requested request) {
    return Json.object(
        "request", request.number(),
        "what", request.what(),
        "run_id", request.runId(),
        "exit_code", request.exitCode().code(),
        "message", request.message());
  }

  private List<Map<String, @Nullable Object>> tables() {
    return Json.list(
        List.copyOf(byTable().entrySet()),
        each ->
            Json.object(
                "table_schema", each.getKey().schema(),
                "table_name", each.getKey().name(),
                "actions", Json.list(each.getValue(), RunView::line)));
  }

  private static Map<String, @Nullable Object> line(RunReport.Line line) {
    return Json.object(
        "action", line.action(),
        "outcome", line.outcome().text(),
        "count", line.count(),
        "rows", line.rows(),
        "bytes", line.bytes(),
        "message", line.message());
  }

  private static Map<String, @Nullable Object> problem(RunReport.Line line) {
    return Json.object(
        "table_schema", line.table().schema(),
        "table_name", line.table().name(),
        "action", line.action(),
        "outcome", line.outcome().text(),
        "count", line.count(),
        "message", line.message());
  }
}
