package io.kalends.control;

import io.kalends.domain.Progress;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import java.util.function.Consumer;

/**
 * Starts a run, or says why not: one effective run per job, date and parameters, whoever asks how
 * often and from how many machines.
 */
public final class Launcher {

  /**
   * Runs to the end and reports. Problems of single tables are in the report; what keeps the run
   * from starting (busy, unreachable, misconfigured) is a {@code KalendsException}. A dry run is
   * not for here: that is a plan.
   */
  public RunReport run(RunRequest request, Consumer<Progress> progress) {
    throw new IllegalStateException("skeleton");
  }

  /** Runs again what {@code runId} left unfinished, with its own date and parameters. */
  public RunReport restart(long runId, Consumer<Progress> progress) {
    throw new IllegalStateException("skeleton");
  }
}
