package io.kalends.control;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.Sentences;
import io.kalends.domain.Ticker;
import io.kalends.postgres.RunLocks.Holder;
import java.time.Duration;
import java.util.Optional;

/**
 * The lock of one run: held by this process's presence from before the start until after the end,
 * so that there is one effective run per identity. A holder that lives is left alone; one that is
 * paused or dead is ended first.
 */
final class RunLock implements AutoCloseable {

  private static final int MOST_TRIES = 100;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Station station;

  private RunLock(Station station) {
    this.station = station;
  }

  /**
   * Takes the lock.
   *
   * @throws Busy when a living process has it
   */
  static RunLock take(Station station, String identity) {
    for (int i = 0; i < MOST_TRIES; i++) {
      if (station.presence().tryLock(identity)) {
        return new RunLock(station);
      }
      Optional<Holder> holder = station.locks().holder(identity);
      if (holder.isPresent() && holder.get().live()) {
        throw busy(identity, holder.get());
      }
      holder.ifPresent(dead -> station.leases().evict(dead.owner()));
      pause(station.ticker());
    }
    throw new Busy(
        "the lock of run '%s' cannot be had".formatted(identity),
        "see who holds it: SELECT * FROM pg_locks WHERE locktype = 'advisory'");
  }

  @Override
  public void close() {
    station.presence().unlock();
  }

  private static Busy busy(String identity, Holder holder) {
    return new Busy(
        "run '%s' is being done by %s on %s (pid %d, since %s)"
            .formatted(
                identity,
                holder.owner(),
                holder.host() == null ? "an unknown host" : holder.host(),
                holder.pid(),
                Sentences.second(holder.since())),
        "wait until it is done, or ask it to stop: kalends runs stop");
  }

  private static void pause(Ticker ticker) {
    try {
      ticker.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Busy("interrupted while waiting for the lock of a run", "start again");
    }
  }
}
