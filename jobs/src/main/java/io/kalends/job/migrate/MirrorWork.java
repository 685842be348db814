package io.kalends.job.migrate;

import io.kalends.domain.Progress;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import io.kalends.postgres.Protocol.Drained;
import java.time.Duration;
import java.util.List;

/**
 * Applies the log until little is left of it, and then, with the writers held up for a moment, the
 * rest: from there on each write reaches both tables.
 */
final class MirrorWork implements MigrationWork {

  /** So many keys are applied in some ten milliseconds, while writers wait. */
  private static final int FEW = 100;

  private static final int MOST_UNDER_LOCK = 400;

  /** A batch has a price of its own: with fewer keys it would be most of the work. */
  private static final int FEWEST_AT_ONCE = 250;

  private static final int MOST_AT_ONCE = 20_000;

  /** The log of one migration, as it is being applied. */
  private static final class Log {
    private int batch = FEWEST_AT_ONCE;
    private long applied;
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Log log = undertaking.notes(Log.class, Log::new);
    Throttle throttle = Turns.of(undertaking);
    if (!throttle.await(
        () ->
            undertaking.isStopped()
                || !throttle.reasons().isEmpty() && undertaking.lookForPause())) {
      return undertaking.isPaused();
    }
    long start = undertaking.ticker().nanos();
    Drained drained;
    try {
      drained =
          undertaking.doors().protocol().drain(undertaking.mandate(), undertaking.id(), log.batch);
    } finally {
      Duration took = undertaking.ticker().since(start);
      log.batch =
          Math.clamp(throttle.afterCatchingUp(log.batch, took), FEWEST_AT_ONCE, MOST_AT_ONCE);
    }
    log.applied += drained.keys();
    undertaking.tell(
        new Progress.OfMigration(
            "catch up", "key", log.applied, log.applied + drained.left(), 0, null, List.of()));
    return drained.left() <= FEW && isMirrored(undertaking);
  }

  /** False when the writers were faster: then the log is applied further first. */
  private static boolean isMirrored(Undertaking undertaking) {
    return undertaking
        .doors()
        .protocol()
        .startMirror(undertaking.mandate(), undertaking.now(), MOST_UNDER_LOCK);
  }
}
