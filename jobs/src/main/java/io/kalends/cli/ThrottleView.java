package io.kalends.cli;

import io.kalends.domain.MigrationStatus;
import io.kalends.domain.ThrottleSetting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What makes a migration wait, and what it waits for now. */
record ThrottleView(MigrationStatus status, List<ThrottleSetting> settings) {

  void print(Terminal terminal) {
    var out = terminal.out();
    out.println(
        terminal.paint(
            Style.STRONG, "throttle of " + Human.visible(status.migration().source().toString())));
    var table = new Table("SETTING", "");
    for (var each : settings) {
      table.row(
          each.name(),
          each.shown() == null ? new Table.Cell("no limit", Style.FAINT) : each.shown());
    }
    table.print(terminal, "");
    status.throttled().forEach(each -> out.println("rests: " + Human.visible(each)));
    out.println(
        "change it: kalends migrate throttle %s max_wal_rate='50 MB' windows='22:00-06:00'; NAME= is no limit"
            .formatted(status.migration().source().forShell()));
  }

  Map<String, @Nullable Object> document() {
    var values = new LinkedHashMap<String, @Nullable Object>();
    settings.forEach(each -> values.put(each.name(), each.value()));
    return Json.object(
        "exit_code",
        0,
        "table",
        status.migration().source(),
        "throttle",
        values,
        "throttled",
        status.throttled());
  }
}
