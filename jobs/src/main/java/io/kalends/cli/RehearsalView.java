package io.kalends.cli;

import io.kalends.domain.MigrationPlan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rehearsal did, and what the cut-over would do; null when it did not come so far. */
record RehearsalView(MigrationReportView report, @Nullable MigrationPlan plan) {

  void print(Terminal terminal) {
    report.print(terminal);
    if (plan == null) {
      return;
    }
    var out = terminal.out();
    out.println();
    if (plan.dependants().isEmpty()) {
      out.println("nothing is bound to the table that the cut-over would have to move");
    } else {
      MigrationPlanView.inventory(plan.dependants()).print(terminal, "");
    }
    var table = Human.visible(plan.table().forShell());
    out.println();
    out.println("go on: kalends migrate cutover %s".formatted(table));
    out.println("take it all away: kalends migrate rollback %s --give-up".formatted(table));
  }

  Map<String, @Nullable Object> document() {
    var document = report.document();
    document.put(
        "inventory",
        plan == null ? null : Json.list(plan.dependants(), MigrationPlanView::dependant));
    return document;
  }
}
