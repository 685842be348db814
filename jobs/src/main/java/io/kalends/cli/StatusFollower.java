package io.kalends.cli;

import io.kalends.domain.MigrationStatus;

/** Looks at a migration again each second, until no run works on it any more. */
final class StatusFollower {
  private static final long PERIOD_MS = 1000;
  private static final String CLEAR = "\r\u001b[K";

  private final Root root;
  private final Session session;

  StatusFollower(Root root, Session session) {
    this.root = root;
    this.session = session;
  }

  void follow(String table) {
    var terminal = root.terminal();
    var status = session.migrate().status(table);
    while (status.worker() != null && nap()) {
      if (terminal.interactive()) {
        terminal.err().print(CLEAR + Human.shorten(line(status), terminal.width() - 1));
        terminal.err().flush();
      }
      status = session.migrate().status(table);
    }
    if (terminal.interactive()) {
      terminal.err().print(CLEAR);
    }
  }

  private static String line(MigrationStatus status) {
    var left = status.left();
    var amounts = status.amounts();
    return "%s, %s rows of ~%s, log %s%s%s"
        .formatted(
            status.migration().phase().text(),
            Human.count(amounts.rowsDone()),
            Human.count(amounts.rowsTotal()),
            Human.count(amounts.logLength()),
            left == null ? "" : ", about " + Human.duration(left) + " left",
            status.throttled().isEmpty() ? "" : ", rests: " + status.throttled().getFirst());
  }

  private static boolean nap() {
    try {
      Thread.sleep(PERIOD_MS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
