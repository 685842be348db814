package io.kalends.cli;

import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.function.Supplier;

/** Looks at a migration again each second, until no run works on it any more. */
final class StatusFollower {
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final Ticker ticker;

  StatusFollower(Terminal terminal, Ticker ticker) {
    this.terminal = terminal;
    this.ticker = ticker;
  }

  /** {@code look} reads how the migration is now. */
  void follow(Supplier<MigrationStatus> look) {
    var status = look.get();
    while (status.worker() != null && nap()) {
      if (terminal.interactive()) {
        terminal.err().print(CLEAR + Human.shorten(line(status), terminal.width() - 1));
        terminal.err().flush();
      }
      status = look.get();
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

  private boolean nap() {
    try {
      ticker.sleep(PERIOD);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
