package io.kalends.cli;

import io.kalends.domain.Action;
import io.kalends.domain.Plan;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan for reading: what is refused and why comes first, then each table with its exact SQL. */
record PlanView(Plan plan, String title) {

  void print(Terminal terminal) {
    var out = terminal.out();
    out.println(terminal.paint(Style.STRONG, title));
    refusals(terminal);
    for (var table : byTable().entrySet()) {
      out.println();
      out.println(terminal.paint(Style.STRONG, Human.visible(table.getKey().toString())));
      table.getValue().forEach(action -> action(terminal, action));
    }
    out.println();
    out.println(summary());
  }

  /** One entry for each reason, however many actions it stops. */
  private void refusals(Terminal terminal) {
    plan.actions().stream()
        .filter(action -> action.verdict() != Verdict.DO)
        .collect(Collectors.groupingBy(PlanView::reason, LinkedHashMap::new, Collectors.toList()))
        .forEach((reason, actions) -> refusal(terminal, reason, actions));
  }

  private record Reason(Verdict verdict, String table, String text) {}

  private static Reason reason(Action action) {
    var text = String.valueOf(action.blocker());
    var table = Human.visible(action.table().toString());
    return new Reason(action.verdict(), action.verdict() == Verdict.SKIPPED ? "" : table, text);
  }

  private static void refusal(Terminal terminal, Reason reason, List<Action> actions) {
    boolean bad = reason.verdict() == Verdict.FAULT || reason.verdict() == Verdict.BLOCKED;
    var subject =
        reason.table().isEmpty()
            ? actions.stream()
                .map(each -> Human.visible(each.table().toString()))
                .distinct()
                .collect(Collectors.joining(", "))
            : reason.table()
                + ", "
                + subject(actions.getFirst())
                + (actions.size() > 1 ? " and " + (actions.size() - 1) + " more" : "");
    var text = reason.text().lines().map(Human::visible).collect(Collectors.joining("\n  and: "));
    var verdict = terminal.paint(bad ? Style.BAD : Style.WARN, reason.verdict().text());
    terminal.out().println("%s %s: %s".formatted(verdict, subject, text));
  }

  private static String subject(Action action) {
    var target = action.target();
    return "none".equals(action.kind()) || target == null
        ? action.step().text()
        : action.kind() + " " + Human.visible(target.name());
  }

  private void action(Terminal terminal, Action action) {
    var out = terminal.out();
    var head = new StringBuilder("  ").append(subject(action));
    if (action.lower() != null || action.upper() != null) {
      head.append("  [").append(Human.bound(action.lower())).append(", ");
      head.append(Human.bound(action.upper())).append(")");
    }
    if (action.step() != Step.RECORD && action.bytes() > 0) {
      head.append("  ").append(Human.bytes(action.bytes()));
    }
    if (action.step() != Step.RECORD && action.rowEstimate() > 0) {
      head.append(", ").append(Human.rows(action.rowEstimate(), false)).append(" rows");
    }
    out.println(terminal.paint(colour(action.kind()), head.toString()));
    out.println("    " + terminal.paint(Style.FAINT, terms(action)));
    action
        .statements()
        .forEach(
            each ->
                each.lines()
                    .map(String::stripTrailing)
                    .reduce((a, b) -> a + "\n    " + b)
                    .ifPresent(sql -> out.println("    " + sql + (sql.endsWith(";") ? "" : ";"))));
  }

  /** The line under an action: reason, lock and transaction. */
  private static String terms(Action action) {
    var reason = action.reason() == null ? "" : Human.visible(action.reason()) + " · ";
    var lock =
        action.lockMode() == null
            ? "no lock"
            : "lock %s on %s".formatted(action.lockMode(), Human.visible(lockTarget(action)));
    var transaction =
        switch (action.transaction()) {
          case ONE -> "one transaction";
          case EACH -> "a transaction for each statement";
          case NONE -> "outside a transaction";
        };
    return reason + lock + " · " + transaction;
  }

  private static String lockTarget(Action action) {
    return action.lockTarget() == null ? action.subject().toString() : action.lockTarget();
  }

  private static Style colour(String kind) {
    return switch (kind) {
      case "create", "catch_all" -> Style.GOOD;
      case "drop" -> Style.BAD;
      case "detach", "finalize", "drain" -> Style.WARN;
      default -> Style.PLAIN;
    };
  }

  String summary() {
    var work = plan.work();
    var counts = new TreeMap<String, Long>(Verb.IN_ORDER);
    work.forEach(each -> counts.merge(each.kind(), 1L, Long::sum));
    long bytes =
        work.stream().filter(each -> "drop".equals(each.kind())).mapToLong(Action::bytes).sum();
    var what =
        counts.entrySet().stream()
            .map(each -> each.getKey() + " " + Human.count(each.getValue()))
            .collect(Collectors.joining(", "));
    var verdicts = new StringBuilder();
    for (var verdict : List.of(Verdict.FAULT, Verdict.BLOCKED, Verdict.HELD, Verdict.SKIPPED)) {
      long count = plan.actions().stream().filter(each -> each.verdict() == verdict).count();
      if (count > 0) {
        verdicts.append(", ").append(Human.count(count)).append(" ").append(verdict.text());
      }
    }
    if (work.isEmpty()) {
      return "nothing to do" + verdicts;
    }
    return "%s on %s: %s%s%s"
        .formatted(
            Human.plural(work.size(), "action"),
            Human.plural(byTable().size(), "table"),
            what,
            bytes > 0 ? " (frees " + Human.bytes(bytes) + ")" : "",
            verdicts);
  }

  private Map<TableName, List<Action>> byTable() {
    return plan.actions().stream()
        .filter(Action::isWork)
        .collect(Collectors.groupingBy(Action::table, LinkedHashMap::new, Collectors.toList()));
  }

  Map<String, @Nullable Object> document(int exitCode) {
    var actions = Json.list(plan.actions(), PlanView::action);
    long work = plan.actions().stream().filter(Action::isWork).count();
    long problems = plan.actions().stream().filter(Action::isProblem).count();
    return Json.object(
        "exit_code", exitCode, "work", work, "problems", problems, "actions", actions);
  }

  private static Map<String, @Nullable Object> action(Action action) {
    var target = action.target();
    return Json.object(
        "seq", action.seq(),
        "table_schema", action.table().schema(),
        "table_name", action.table().name(),
        "step", action.step().text(),
        "action", action.kind(),
        "target_schema", target == null ? null : target.schema(),
        "target", target == null ? null : target.name(),
        "lower_bound", action.lower(),
        "upper_bound", action.upper(),
        "statements", action.statements(),
        "transaction", action.transaction().name().toLowerCase(Locale.ROOT),
        "lock_mode", action.lockMode(),
        "lock_target", action.lockTarget(),
        "reason", action.reason(),
        "row_estimate", action.rowEstimate(),
        "bytes", action.bytes(),
        "verdict", action.verdict().text(),
        "blocker", action.blocker());
  }
}
