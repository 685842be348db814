package io.kalends.job.migrate;

import io.kalends.postgres.Throttles;
import io.kalends.postgres.Throttles.Allowed;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the throttle of one migration asks the server, and tells it; see {@link Throttles}. */
interface Signals {

  /** The pace of the migration as it is now. */
  Allowed allowed();

  /** Every reason why the migration should wait now; empty: none. */
  List<String> reasons();

  /** How long one small commit takes; notes what was measured before, in milliseconds. */
  Duration probe(@Nullable Double baselineMs, @Nullable Double commitMs);

  /** Measures the rate of the copy from here on: {@code fresh} for the first range of a run. */
  void meter(boolean fresh);

  /** Shows what the migration waits for; an empty list: it does not. */
  void note(List<String> reasons);

  static Signals of(Throttles throttles, long migration) {
    return new OfServer(throttles, migration);
  }

  /** Those of the database. */
  record OfServer(Throttles throttles, long migration) implements Signals {

    @Override
    public Allowed allowed() {
      return throttles.allowed(migration);
    }

    @Override
    public List<String> reasons() {
      return throttles.reasons(migration);
    }

    @Override
    public Duration probe(@Nullable Double baselineMs, @Nullable Double commitMs) {
      return throttles.probe(migration, baselineMs, commitMs);
    }

    @Override
    public void meter(boolean fresh) {
      throttles.meter(migration, fresh);
    }

    @Override
    public void note(List<String> reasons) {
      throttles.note(migration, reasons);
    }
  }
}
