package io.kalends.control;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.RunReport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run that a {@link Desk} has begun: its number as soon as it has one, its report in the end.
 */
public final class Ticket {

  private final CompletableFuture<Long> number = new CompletableFuture<>();
  private final CompletableFuture<RunReport> report = new CompletableFuture<>();

  Ticket() {}

  /** Empty as long as nothing was started, and for good when there is nothing to do. */
  public Optional<Long> runId() {
    return number.isCompletedExceptionally()
        ? Optional.empty()
        : Optional.ofNullable(number.getNow(null));
  }

  /** Waits until the run has a number, or is over; at most so long. */
  public Optional<Long> awaitRunId(Duration patience) {
    await(CompletableFuture.anyOf(number, report), patience);
    return runId();
  }

  /**
   * Waits for the end, at most so long; empty when it goes on.
   *
   * @throws KalendsException what kept the run from being started
   */
  public Optional<RunReport> await(Duration patience) {
    return await(report, patience);
  }

  /** For who does not want to wait; fails with what kept the run from being started. */
  public CompletableFuture<RunReport> report() {
    return report.copy();
  }

  void begun(long runId) {
    number.complete(runId);
  }

  void ended(RunReport result) {
    report.complete(result);
  }

  void failed(Throwable cause) {
    report.completeExceptionally(cause);
  }

  private static <T> Optional<T> await(CompletableFuture<T> future, Duration patience) {
    try {
      return Optional.of(future.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new Failed("the run ended: " + e.getCause(), "look at it: kalends runs list", e);
    }
  }
}
