package io.kalends.cli;

import io.kalends.domain.Progress;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * One line on stderr that is written over while a run works. At most ten times a second, so that a
 * run of thousands of actions is not slowed down by telling. Where nobody watches it only says why
 * a migration rests, a line each time, at most one in ten seconds.
 */
final class ProgressLine implements Consumer<Progress>, AutoCloseable {
  private static final long INTERVAL = Duration.ofMillis(100).toNanos();
  private static final long INTERVAL_IN_A_LOG = Duration.ofSeconds(10).toNanos();
  private static final int WIDTH = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final Terminal terminal;
  private final boolean wanted;
  private final Ticker ticker;
  private final long start;
  private long last;
  private boolean dirty;
  private List<String> waiting = List.of();

  ProgressLine(Terminal terminal, boolean wanted, Ticker ticker) {
    this.terminal = terminal;
    this.wanted = wanted;
    this.ticker = ticker;
    this.start = ticker.nanos();
    this.last = start - INTERVAL_IN_A_LOG;
  }

  @Override
  public synchronized void accept(Progress progress) {
    long now = ticker.nanos();
    long interval = terminal.interactive() ? INTERVAL : INTERVAL_IN_A_LOG;
    if (!wanted || now - last < interval || progress instanceof Progress.Begun) {
      return;
    }
    if (terminal.interactive()) {
      last = now;
      show(progress, now);
    } else if (progress instanceof Progress.OfMigration migration
        && !migration.waiting().equals(waiting)) {
      last = now;
      waiting = migration.waiting();
      terminal.err().println(describe(migration) + (waiting.isEmpty() ? ": it goes on" : ""));
      terminal.err().flush();
    }
  }

  private void show(Progress progress, long now) {
    dirty = true;
    var line =
        switch (progress) {
          case Progress.OfTables tables -> describe(tables, Duration.ofNanos(now - start));
          case Progress.OfMigration migration -> describe(migration);
          case Progress.Begun begun -> "run " + begun.runId();
        };
    terminal.err().print(CLEAR + Human.shorten(line, terminal.width() - 1));
    terminal.err().flush();
  }

  /** {@code drop: 12 of 100 tables, 264 of 2,200 actions, about 4.2 s left}. */
  static String describe(Progress.OfTables progress, Duration elapsed) {
    var line =
        "%s: %s of %s, %s of %s"
            .formatted(
                progress.step().text(),
                Human.count(progress.tablesDone()),
                Human.plural(progress.tablesTotal(), "table"),
                Human.count(progress.actionsDone()),
                Human.plural(progress.actionsTotal(), "action"));
    long left = progress.actionsTotal() - progress.actionsDone();
    if (progress.actionsDone() == 0 || left <= 0) {
      return line;
    }
    var rest = elapsed.multipliedBy(left).dividedBy(progress.actionsDone());
    return line + ", about " + Human.duration(rest) + " left";
  }

  /** {@code copy [#####.....] 52 %, 61,204 rows/s, about 4.2 s left}. */
  static String describe(Progress.OfMigration progress) {
    var line = new StringBuilder(progress.step());
    if (progress.total() > 0) {
      long percent = 100 * progress.done() / progress.total();
      int full = (int) (WIDTH * progress.done() / progress.total());
      line.append(" [").append("#".repeat(full)).append(".".repeat(WIDTH - full)).append("] ");
      line.append(percent).append(" %");
    }
    if (progress.perSecond() > 0) {
      line.append(", ").append(Human.count(Math.round(progress.perSecond())));
      line.append(' ').append(progress.unit()).append("s/s");
    }
    if (progress.left() != null && progress.total() > progress.done()) {
      line.append(", about ").append(Human.duration(progress.left())).append(" left");
    }
    if (!progress.waiting().isEmpty()) {
      line.append(" – waiting: ").append(String.join("; ", progress.waiting()));
    }
    return line.toString();
  }

  @Override
  public synchronized void close() {
    if (dirty) {
      terminal.err().print(CLEAR);
      terminal.err().flush();
      dirty = false;
    }
  }
}
