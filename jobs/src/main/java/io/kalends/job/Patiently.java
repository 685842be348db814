package io.kalends.job;

import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Work that waits for a lock, and goes on trying for longer than one act does: between two tries
 * the application has its way, and the run may be stopped.
 */
public final class Patiently implements MigrationWork {

  private final String step;
  private final Duration limit;
  private final MigrationWork work;

  public Patiently(String step, Duration limit, MigrationWork work) {
    this.step = step;
    this.limit = limit;
    this.work = work;
  }

  /** Its own key among the notes of a run, apart from what {@link Swapping} waits for. */
  private record BusySince(Waiting waiting) {}

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    try {
      boolean finished = work.pass(undertaking, lane);
      undertaking.forget(BusySince.class);
      return finished;
    } catch (Busy busy) {
      BusySince since =
          undertaking.notes(
              BusySince.class, () -> new BusySince(new Waiting(undertaking.ticker())));
      if (since.waiting().isLongerThan(limit)) {
        throw busy;
      }
      String who = String.valueOf(busy.getMessage());
      undertaking.tell(new Progress.OfMigration(step, "", 0, 0, 0, null, List.of(who)));
      return undertaking.lookForPause();
    }
  }
}
