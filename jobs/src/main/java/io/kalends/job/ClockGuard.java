package io.kalends.job;

import io.kalends.postgres.Database;
import io.kalends.postgres.Server;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Dates come from the database's clock. When this machine's differs, one of the two is wrong, and
 * nothing is destroyed on the word of a clock that may be wrong.
 */
public final class ClockGuard {

  private final Database database;
  private final Clock machine;
  private final Duration tolerance;

  public ClockGuard(Database database, Clock machine, Duration tolerance) {
    this.database = database;
    this.machine = machine;
    this.tolerance = tolerance;
  }

  /** Why nothing may be dropped now; empty when the clocks agree. */
  public Optional<String> refusal() {
    Duration difference =
        Duration.between(Server.ask(database).now().toInstant(), machine.instant()).abs();
    return difference.compareTo(tolerance) <= 0
        ? Optional.empty()
        : Optional.of(
            ("the clocks of this machine and of the database differ by %d s: nothing is dropped."
                    + " Set the wrong one right (NTP), then run again")
                .formatted(difference.toSeconds()));
  }
}
