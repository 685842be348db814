package io.kalends.cli;

import io.kalends.control.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Findings of health and doctor: what, where, what to do, where to read on. */
final class FindingsView {
  private FindingsView() {}

  static void print(List<Finding> findings, Terminal terminal) {
    var out = terminal.out();
    if (findings.isEmpty()) {
      out.println(terminal.paint(Style.GOOD, "no findings"));
      return;
    }
    for (var each : findings) {
      var severity = each.severity().name().toLowerCase(Locale.ROOT);
      var subject = each.subject() == null ? "" : Human.visible(each.subject()) + ": ";
      out.println(
          terminal.paint(style(each.severity()), severity)
              + " "
              + subject
              + Human.visible(each.detail()));
      if (!each.mend().isBlank()) {
        out.println("  → " + Human.visible(each.mend()));
      }
      out.println("  " + terminal.paint(Style.FAINT, "see " + Human.visible(each.runbook())));
    }
    long serious = findings.stream().filter(Finding::matters).count();
    out.println();
    out.println(
        Human.plural(findings.size(), "finding")
            + (serious == 0
                ? ", none that needs action"
                : ", " + Human.count(serious) + " to act on"));
  }

  static Map<String, @Nullable Object> finding(Finding each) {
    return Json.object(
        "severity", each.severity(),
        "finding", each.finding(),
        "subject", each.subject(),
        "detail", each.detail(),
        "mend", each.mend(),
        "runbook", each.runbook());
  }

  private static Style style(Finding.Severity severity) {
    return switch (severity) {
      case CRITICAL -> Style.BAD;
      case WARNING -> Style.WARN;
      case INFO -> Style.FAINT;
    };
  }
}
