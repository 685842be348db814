package io.kalends.job.migrate;

import io.kalends.domain.KalendsException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures ten times a second how long a small commit takes, while rows are copied and while they
 * are not: the difference is what the copy costs the application.
 */
final class Probes implements AutoCloseable {

  private static final Duration EVERY = Duration.ofMillis(100);
  private static final int KEPT = 40;
  private static final int ENOUGH = 25;

  private final Signals signals;
  private final Consumer<Runnable> background;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Deque<Double> latest = new ArrayDeque<>();
  private boolean atRest = true;
  private boolean started;
  private @Nullable Double baseline;

  /**
   * @param background begins the thread that probes; a test does not, and probes by itself
   */
  Probes(Signals signals, Consumer<Runnable> background) {
    this.signals = signals;
    this.background = background;
  }

  static void begin(Runnable probing) {
    Thread.ofVirtual().name("kalends-probe").start(probing);
  }

  synchronized void start() {
    if (!started) {
      started = true;
      background.accept(this::probeUntilClosed);
    }
  }

  /** What nine of ten commits took at most while nothing was copied; null: not measured yet. */
  synchronized @Nullable Double baseline() {
    return baseline;
  }

  /** What nine of the last ten commits took at most, in milliseconds; null: too few are known. */
  synchronized @Nullable Double now() {
    return latest.size() < ENOUGH / 2 ? null : ninthOfTen();
  }

  /** From now on nothing is copied, for longer: what is measured meanwhile is the new baseline. */
  synchronized void rest() {
    if (!atRest) {
      atRest = true;
      latest.clear();
    }
  }

  /** From now on rows are copied. */
  synchronized void work() {
    if (atRest) {
      atRest = false;
      latest.clear();
    }
  }

  private void probeUntilClosed() {
    try {
      // a latch and no ticker, since closing ends the wait
      while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        probe();
      }
    } catch (KalendsException lost) {
      closed.countDown(); // the workers find out by themselves, and say so
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Measures one commit. */
  void probe() {
    add(signals.probe(baseline(), now()).toNanos() / 1e6);
  }

  private synchronized void add(double milliseconds) {
    latest.addLast(milliseconds);
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
    if (atRest && latest.size() >= ENOUGH) {
      baseline = ninthOfTen();
    }
  }

  private double ninthOfTen() {
    double[] sorted = latest.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[(sorted.length - 1) * 9 / 10];
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
