package io.kalends.cli;

import io.kalends.domain.Migration;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a migration is: the rail of its phases, what is done, what it waits for. */
record MigrationStatusView(MigrationStatus status) {

  private static final List<Phase> RAIL =
      List.of(
          Phase.PLANNED,
          Phase.PREPARED,
          Phase.CAPTURING,
          Phase.COPIED,
          Phase.INDEXED,
          Phase.MIRRORING,
          Phase.VERIFIED,
          Phase.CUT_OVER,
          Phase.RETIRED);

  void print(Terminal terminal) {
    var out = terminal.out();
    var migration = status.migration();
    out.println(
        terminal.paint(
            Style.STRONG, Human.visible(migration.source() + " → " + migration.target())));
    out.println(rail(terminal));
    var facts = new Table("", "");
    facts(facts);
    facts.print(terminal, "");
    if (status.suspect() != null) {
      out.println(terminal.paint(Style.BAD, "suspect: ") + Human.visible(status.suspect()));
    }
    if (status.restart() != null) {
      out.println(
          terminal.paint(Style.WARN, "the copy will start again: ")
              + Human.visible(status.restart()));
    }
    status.lockWaits().forEach(each -> out.println("in the way of a lock: " + Human.visible(each)));
    status.throttled().forEach(each -> out.println("rests: " + Human.visible(each)));
    if (status.waitsFor() != null) {
      out.println(terminal.paint(Style.WARN, "waits for ") + Human.visible(status.waitsFor()));
    }
  }

  /**
   * {@code planned · prepared · [capturing] · copied …}: what is behind it, where it is, what is to
   * come.
   */
  private String rail(Terminal terminal) {
    var phase = status.migration().phase();
    if (phase == Phase.ROLLED_BACK) {
      return terminal.paint(Style.WARN, "rolled back");
    }
    var parts = new ArrayList<String>();
    for (var each : RAIL) {
      int order = each.compareTo(phase);
      var word = each.text().replace('_', ' ');
      parts.add(
          order == 0
              ? terminal.paint(Style.STRONG, "[" + word + "]")
              : terminal.paint(order < 0 ? Style.GOOD : Style.FAINT, word));
    }
    return String.join(" · ", parts);
  }

  private void facts(Table facts) {
    var amounts = status.amounts();
    var migration = status.migration();
    facts.row("since", Human.moment(status.since()) + by());
    if (migration.phase() == Phase.CAPTURING) {
      facts.row("copied", copied());
    } else if (amounts.rowsDone() > 0) {
      facts.row("copied", Human.count(amounts.rowsDone()) + " rows");
    }
    if (amounts.partitions() > 0) {
      facts.row(
          "sizes",
          "%s as one table, %s in %s"
              .formatted(
                  Human.bytes(amounts.bytesOld()),
                  Human.bytes(amounts.bytesNew()),
                  Human.plural(amounts.partitions(), "partition")));
    }
    if (amounts.indexesLeft() > 0 && migration.phase() == Phase.COPIED) {
      facts.row(
          "indexes",
          "%s of %s left"
              .formatted(Human.count(amounts.indexesLeft()), Human.count(amounts.indexesTotal())));
    }
    if (amounts.logLength() > 0) {
      facts.row("log", Human.plural(amounts.logLength(), "key"));
    }
    proofs(facts);
    if (!migration.phase().isOver()) {
      facts.row(
          "pace",
          migration.pace()
              + ", "
              + Human.plural(migration.workers(), "worker")
              + (migration.paused() ? ", paused" : ""));
    }
    if (status.message() != null) {
      facts.row("message", status.message());
    }
  }

  /** The mirror, what was compared, and what is kept until when. */
  private void proofs(Table facts) {
    if (status.migration().phase().isMirrored()) {
      facts.row("mirror", status.suspect() == null ? "on, each write reaches both" : "suspect");
    }
    var check = status.check();
    if (check != null) {
      facts.row(
          check.kind().equals("audit") ? "audited" : "compared",
          "%s, %s".formatted(Human.moment(check.at()), String.valueOf(check.verdict())));
    }
    if (status.kept() != null) {
      facts.row("kept", status.kept() + " until " + Human.moment(status.migration().retireAfter()));
    }
  }

  private String by() {
    return status.worker() == null ? "" : ", at work: " + status.worker();
  }

  private String copied() {
    var amounts = status.amounts();
    var left = status.left();
    return "%s of ~%s rows (%d %%)%s%s"
        .formatted(
            Human.count(amounts.rowsDone()),
            Human.count(amounts.rowsTotal()),
            amounts.blocksTotal() == 0 ? 100 : 100 * amounts.blocksDone() / amounts.blocksTotal(),
            status.rowsPerSecond() < 1
                ? ""
                : ", " + Human.count(Math.round(status.rowsPerSecond())) + " rows/s",
            left == null ? "" : ", about " + Human.duration(left) + " left");
  }

  static void print(List<Migration> all, Terminal terminal) {
    if (all.isEmpty()) {
      terminal.out().println("no migrations; see what one would do: kalends migrate plan TABLE");
      return;
    }
    var table = new Table("TABLE", "INTO", "PHASE", "PACE", "");
    for (var each : all) {
      table.row(
          each.source(),
          each.target(),
          each.phase().text().replace('_', ' '),
          each.phase().isOver() ? "" : each.pace(),
          each.paused() ? new Table.Cell("paused", Style.WARN) : "");
    }
    table.print(terminal, "");
  }

  static Map<String, @Nullable Object> document(List<Migration> all) {
    return Json.object(
        "exit_code", 0, "migrations", Json.list(all, MigrationStatusView::migration));
  }

  Map<String, @Nullable Object> document() {
    var all = facts();
    all.put("exit_code", 0);
    return all;
  }

  Map<String, @Nullable Object> facts() {
    var all = migration(status.migration());
    all.putAll(
        Json.object(
            "since", status.since(),
            "created_at", status.createdAt(),
            "message", status.message(),
            "worker", status.worker(),
            "waits_for", status.waitsFor(),
            "throttled", status.throttled(),
            "lock_waits", status.lockWaits(),
            "suspect", status.suspect(),
            "restart", status.restart(),
            "longest_hold_ms", status.longestHold(),
            "verified_at", status.verifiedAt(),
            "cut_over_at", status.cutOverAt(),
            "retire_after", status.migration().retireAfter(),
            "kept", status.kept(),
            "check", check()));
    all.putAll(amounts());
    return all;
  }

  private Map<String, @Nullable Object> amounts() {
    var amounts = status.amounts();
    return Json.object(
        "rows_done", amounts.rowsDone(),
        "rows_total", amounts.rowsTotal(),
        "blocks_done", amounts.blocksDone(),
        "blocks_total", amounts.blocksTotal(),
        "rows_per_second", status.rowsPerSecond(),
        "left_ms", status.left(),
        "bytes_old", amounts.bytesOld(),
        "bytes_new", amounts.bytesNew(),
        "partitions", amounts.partitions(),
        "indexes_left", amounts.indexesLeft(),
        "log_length", amounts.logLength());
  }

  private @Nullable Map<String, @Nullable Object> check() {
    var check = status.check();
    return check == null
        ? null
        : Json.object(
            "kind", check.kind(),
            "at", check.at(),
            "equal", check.equal(),
            "rows", check.rows(),
            "verdict", check.verdict());
  }

  private static Map<String, @Nullable Object> migration(Migration each) {
    return Json.object(
        "migration_id", each.id(),
        "table", each.source(),
        "into", each.target(),
        "live", each.live(),
        "phase", each.phase(),
        "paused", each.paused(),
        "pace", each.pace(),
        "workers", each.workers());
  }
}
