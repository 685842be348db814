package io.kalends.job.migrate;

import io.kalends.job.Undertaking;
import org.jspecify.annotations.Nullable;

/** Whether the copy has to start again, and why: the first reason that a worker has met. */
final class Again {

  private volatile @Nullable String why;

  static Again of(Undertaking undertaking) {
    return undertaking.notes(Again.class, Again::new);
  }

  void because(String reason) {
    why = reason;
  }

  @Nullable String why() {
    return why;
  }
}
