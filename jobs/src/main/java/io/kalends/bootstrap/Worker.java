package io.kalends.bootstrap;

import io.kalends.domain.KalendsException;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of a server that works in turns until the server stops. An exception or an {@link Error}
 * ends the turn and is logged; the next turn begins a second later. The liveness probe asks {@link
 * #isWell}.
 */
final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);

  private final String name;
  private final Duration longestTurn;
  private final BooleanSupplier stopping;
  private final Ticker ticker;
  private volatile long turned;
  private volatile @Nullable Thread thread;

  /**
   * @param longestTurn after it a turn counts as hanging; zero where a turn may take any time
   */
  Worker(String name, Duration longestTurn, BooleanSupplier stopping, Ticker ticker) {
    this.name = name;
    this.longestTurn = longestTurn;
    this.stopping = stopping;
    this.ticker = ticker;
  }

  /**
   * Begins.
   *
   * @param last what is done when the worker has ended, in its thread
   */
  void start(Runnable turn, Runnable last) {
    turned = ticker.nanos();
    thread = Thread.ofVirtual().name("kalends-" + name).start(() -> work(turn, last));
  }

  void join() throws InterruptedException {
    Thread started = thread;
    if (started != null) {
      started.join();
    }
  }

  /** Not begun yet, stopping, or alive and not in a turn that takes too long. */
  boolean isWell() {
    Thread started = thread;
    if (started == null || stopping.getAsBoolean()) {
      return true;
    }
    return started.isAlive()
        && (longestTurn.isZero() || ticker.since(turned).compareTo(longestTurn) < 0);
  }

  private void work(Runnable turn, Runnable last) {
    while (!stopping.getAsBoolean()) {
      turned = ticker.nanos();
      if (!attempt(name, turn) && !pause()) {
        break;
      }
    }
    attempt(name, last);
  }

  /** What goes wrong is logged; false when something did. */
  static boolean attempt(String what, Runnable duty) {
    try {
      duty.run();
      return true;
    } catch (KalendsException e) {
      LOG.warn("{}: {}", what, e.messageAndMend());
    } catch (RuntimeException | Error e) {
      LOG.error("{}: unexpected", what, e);
    }
    return false;
  }

  private boolean pause() {
    try {
      ticker.sleep(AFTER_A_FAILURE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
