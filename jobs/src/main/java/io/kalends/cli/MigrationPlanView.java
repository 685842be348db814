package io.kalends.cli;

import io.kalends.domain.MigrationPlan;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do: what stands in its way first, then each statement under its phase,
 * then what is bound to the table, then what it takes.
 */
record MigrationPlanView(MigrationPlan plan) {

  void print(Terminal terminal) {
    var out = terminal.out();
    var migration = plan.migration();
    var state = migration == null ? "" : ", which is " + migration.phase().text();
    out.println(
        terminal.paint(
            Style.STRONG,
            "migration of %s%s".formatted(Human.visible(plan.table().toString()), state)));
    obstacles(terminal);
    statements(terminal);
    dependants(terminal);
    estimates(terminal);
    out.println();
    out.println(conclusion(terminal));
  }

  private void obstacles(Terminal terminal) {
    for (var each : plan.obstacles()) {
      var subject = each.subject() == null ? "" : " " + Human.visible(each.subject());
      terminal
          .out()
          .println(
              terminal.paint(Style.BAD, "blocked") + subject + ": " + Human.visible(each.reason()));
      terminal.out().println("  → " + Human.visible(each.mend()));
    }
  }

  private void statements(Terminal terminal) {
    String phase = "";
    String before = "";
    for (var each : plan.statements()) {
      if (!each.phase().equals(phase)) {
        phase = each.phase();
        terminal.out().println();
        terminal.out().println(terminal.paint(Style.STRONG, phase));
        before = "";
      }
      var lock =
          each.lockMode() == null
              ? "no lock"
              : "lock %s%s"
                  .formatted(
                      each.lockMode(),
                      each.lockTarget() == null ? "" : " on " + Human.visible(each.lockTarget()));
      if (!lock.equals(before)) {
        terminal.out().println("  " + terminal.paint(Style.FAINT, "-- " + lock));
        before = lock;
      }
      sql(terminal, each.sql());
    }
  }

  private static void sql(Terminal terminal, String sql) {
    var lines = sql.stripTrailing().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      var end = last && !lines.get(i).endsWith(";") && !lines.get(i).startsWith("--") ? ";" : "";
      terminal.out().println("  " + lines.get(i) + end);
    }
  }

  private void dependants(Terminal terminal) {
    if (plan.dependants().isEmpty()) {
      return;
    }
    terminal.out().println();
    inventory(plan.dependants()).print(terminal, "");
  }

  static Table inventory(List<MigrationPlan.Dependant> dependants) {
    var table = new Table("AT THE CUT-OVER", "WHAT", "", "");
    for (var each : dependants) {
      var style =
          switch (each.verdict()) {
            case "needs_you" -> Style.BAD;
            case "rebuild" -> Style.WARN;
            default -> Style.GOOD;
          };
      table.row(
          new Table.Cell(each.verdict().replace('_', ' '), style),
          each.kind(),
          each.name(),
          each.note() == null ? "" : each.note());
    }
    return table;
  }

  private void estimates(Terminal terminal) {
    if (plan.estimates().isEmpty()) {
      return;
    }
    terminal.out().println();
    var table = new Table("ESTIMATE", ">");
    plan.estimates().forEach(each -> table.row(each.what(), amount(each)));
    table.print(terminal, "");
  }

  private static String amount(MigrationPlan.Estimate estimate) {
    return switch (estimate.unit()) {
      case "bytes" -> Human.bytes(Math.round(estimate.amount()));
      case "seconds" -> Human.duration(Duration.ofMillis(Math.round(estimate.amount() * 1000)));
      default -> "%s %s".formatted(number(estimate.amount()), Human.visible(estimate.unit()));
    };
  }

  private static String number(double amount) {
    return amount == Math.rint(amount)
        ? Human.count(Math.round(amount))
        : String.format(Locale.ROOT, "%.2f", amount);
  }

  private String conclusion(Terminal terminal) {
    long open = plan.dependants().stream().filter(MigrationPlan.Dependant::needsYou).count();
    if (!plan.obstacles().isEmpty()) {
      var many = Human.plural(plan.obstacles().size(), "obstacle");
      return terminal.paint(Style.BAD, many + " in the way; nothing was touched");
    }
    if (open > 0) {
      return terminal.paint(
          Style.WARN, Human.plural(open, "thing") + " will need you at the cut-over");
    }
    return terminal.paint(Style.GOOD, "nothing is in the way") + "; nothing was touched";
  }

  Map<String, @Nullable Object> document(int exitCode) {
    return Json.object(
        "exit_code", exitCode,
        "table", plan.table(),
        "phase", plan.migration() == null ? null : plan.migration().phase(),
        "blockers",
            Json.list(
                plan.obstacles(),
                each ->
                    Json.object(
                        "kind", each.kind(),
                        "subject", each.subject(),
                        "reason", each.reason(),
                        "mend", each.mend())),
        "steps",
            Json.list(
                plan.statements(),
                each ->
                    Json.object(
                        "phase", each.phase(),
                        "lock_mode", each.lockMode(),
                        "lock_target", each.lockTarget(),
                        "statement", each.sql())),
        "inventory", Json.list(plan.dependants(), MigrationPlanView::dependant),
        "estimates",
            Json.list(
                plan.estimates(),
                each ->
                    Json.object(
                        "what", each.what(), "amount", each.amount(), "unit", each.unit())));
  }

  static Map<String, @Nullable Object> dependant(MigrationPlan.Dependant each) {
    return Json.object(
        "kind", each.kind(),
        "name", each.name(),
        "verdict", each.verdict(),
        "statement", each.statement(),
        "note", each.note());
  }
}
