package io.kalends.job.migrate;

import io.kalends.domain.KalendsException;
import io.kalends.domain.Pace;
import io.kalends.domain.Ticker;
import io.kalends.postgres.Throttles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/**
 * Decides when the next range of a migration may be copied and how large it is. One for each
 * migration in a process; all its workers ask the same one. A worker that was given its turn says
 * when it has ended it, also when it failed:
 *
 * <pre>{@code
 * if (throttle.await(stop::isAsked)) {
 *   try { … } finally { blocks = throttle.after(blocks, took); }
 * }
 * }</pre>
 *
 * The building of an index and the like are ranges of 0 blocks.
 */
public final class Throttle implements AutoCloseable {

  private static final Duration ASK_AGAIN = Duration.ofMillis(500);
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration ASLEEP_AT_MOST = Duration.ofMillis(200);
  private static final double LONGEST_REST = 10;

  /** Commits may be slower by this much, whatever the factor: half a millisecond is no pain. */
  private static final double SLACK_MS = 1;

  /** So many times the slowdown that a pace allows, and nothing is copied until it is over. */
  private static final double TOO_MUCH = 4;

  private final Signals signals;
  private final Ticker ticker;
  private final Probes probes;

  private Throttles.Allowed allowed;
  private List<String> reasons = List.of();
  private List<String> noted = List.of();
  private List<String> slow = List.of();
  private long askedAt;
  private boolean asked;
  private boolean begun;
  private int turns;
  private long notBefore;
  private double rest;

  Throttle(Signals signals, Ticker ticker, Probes probes) {
    this.signals = signals;
    this.ticker = ticker;
    this.probes = probes;
    this.notBefore = ticker.nanos();
    this.allowed = signals.allowed();
  }

  /** The throttle of this migration, with probes of its own. */
  static Throttle of(Throttles throttles, long migration, Ticker ticker) {
    Signals signals = Signals.of(throttles, migration);
    return new Throttle(signals, ticker, new Probes(signals, Probes::begin));
  }

  /** Ask again after so long; zero: it is your turn. Reasons are only there while all wait. */
  public record Wait(Duration length, List<String> reasons) {

    private static final Wait NONE = new Wait(Duration.ZERO, List.of());

    public boolean isOver() {
      return length.isZero();
    }
  }

  /** May the next range begin? Does not wait itself. Reads the pace, so it may be changed. */
  public synchronized Wait before() {
    allowed = signals.allowed();
    look();
    if (!reasons.isEmpty()) {
      note(reasons);
      return new Wait(ASK_AGAIN, reasons);
    }
    note(List.of());
    if (allowed.pace().probes()) {
      probes.start();
      if (probes.baseline() == null) {
        if (turns == 0) {
          probes.rest();
        }
        return new Wait(SOON, List.of());
      }
    }
    long left = notBefore - ticker.nanos();
    if (turns >= allowed.workers() || left > 0) {
      return new Wait(left > 0 ? Duration.ofNanos(left) : SOON, List.of());
    }
    if (!begun) {
      begun = true;
      signals.meter(true);
    }
    turns++;
    probes.work();
    return Wait.NONE;
  }

  /** Waits for a turn; false: there was none before it had to stop. */
  public boolean await(BooleanSupplier stopped) {
    while (!stopped.getAsBoolean()) {
      Wait wait = before();
      if (wait.isOver()) {
        return true;
      }
      Duration nap = wait.length().compareTo(ASLEEP_AT_MOST) < 0 ? wait.length() : ASLEEP_AT_MOST;
      try {
        ticker.sleep(nap);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  /** The turn is over; returns how large the next range should be. */
  public synchronized int after(int blocks, Duration took) {
    turns--;
    Pace pace = allowed.pace();
    double strain = strain(pace);
    rest = Math.clamp(strain > 1 ? rest * 1.5 + 0.25 : rest * 0.9, pace.rest(), LONGEST_REST);
    if (pace.rest() == 0) {
      rest = 0;
    }
    notBefore = ticker.nanos() + Math.round(took.toNanos() * rest);
    return pace.nextBlocks(blocks, took);
  }

  /**
   * Likewise after a batch of the log was applied. Its rest is never longer than the batch took:
   * the application writes on meanwhile, and who rests longer may never catch up with it.
   */
  public synchronized int afterCatchingUp(int keys, Duration took) {
    int next = after(keys, took);
    notBefore = ticker.nanos() + Math.round(took.toNanos() * Math.min(rest, 1));
    return next;
  }

  /** The size of the first range. */
  public synchronized int firstBlocks() {
    return allowed.pace().firstBlocks();
  }

  /** How long one turn should last. */
  synchronized Duration range() {
    return allowed.pace().range();
  }

  /** What the migration waits for at the moment. */
  public synchronized List<String> reasons() {
    return reasons;
  }

  /** Asks the server at most twice a second, however many workers there are. */
  private void look() {
    long now = ticker.nanos();
    if (asked && now - askedAt < ASK_AGAIN.toNanos()) {
      return;
    }
    asked = true;
    askedAt = now;
    if (begun) {
      signals.meter(false);
    }
    List<String> found = new ArrayList<>(signals.reasons());
    found.addAll(commits());
    if (turns == 0 && !found.isEmpty()) {
      probes.rest();
    }
    reasons = List.copyOf(found);
  }

  /** Once commits take far too long all wait until they do not, or are as slow without us. */
  private List<String> commits() {
    double strain = strain(allowed.pace());
    if (!allowed.pace().probes() || (strain > 0 && strain <= 1)) {
      slow = List.of();
    } else if (strain > TOO_MUCH) {
      slow =
          List.of(
              String.format(
                  Locale.ROOT,
                  "commits take %.0f ms, and %.1f ms without us",
                  probes.now(),
                  probes.baseline()));
    }
    return slow;
  }

  /** How slow commits are, against what the pace allows; 1 is just allowed, 0 is not known. */
  private double strain(Pace pace) {
    Double baseline = probes.baseline();
    Double now = probes.now();
    return !pace.probes() || baseline == null || now == null
        ? 0
        : now / (baseline * pace.slowdown() + SLACK_MS);
  }

  private void note(List<String> now) {
    if (!now.equals(noted)) {
      signals.note(now);
      noted = now;
    }
  }

  /** Nothing is waited for any more. */
  @Override
  public synchronized void close() {
    probes.close();
    try {
      note(List.of());
    } catch (KalendsException lost) {
      noted = List.of(); // what ended the work is said elsewhere
    }
  }
}
