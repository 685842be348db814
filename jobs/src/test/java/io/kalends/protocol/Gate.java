package io.kalends.protocol;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Somebody who holds, and lets go, an advisory lock at which a mutant stops between two statements.
 */
final class Gate implements Actor.Script {
  static final String WAIT = "perform pg_advisory_xact_lock_shared(4711);";

  private final int times;
  private int steps;

  Gate(int times) {
    this.times = times;
  }

  @Override
  public Optional<String> next() {
    if (steps == 2 * times) {
      return Optional.empty();
    }
    return Optional.of(
        steps++ % 2 == 0 ? "select pg_advisory_lock(4711)" : "select pg_advisory_unlock(4711)");
  }

  @Override
  public void done(String step, Optional<SQLException> error) {
    error.ifPresent(
        e -> {
          throw new IllegalStateException(step, e);
        });
  }
}
