package io.kalends.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs long statements at once, each on a connection of its own. When one fails, or the run is
 * asked to stop, the server is asked to cancel those that still run.
 */
final class SideBySide {
  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

  /** How often the stop signal is looked at, and how soon a cancel is sent again. */
  private static final long LOOK_MS = 100;

  private SideBySide() {}

  /** Statements that run one after the other on one connection. */
  record Part<T>(Connection connection, Callable<T> work) {}

  /** A part that runs. */
  private record Running<T>(Connection connection, FutureTask<T> task) {

    static <T> Running<T> start(Part<T> part) {
      FutureTask<T> task = new FutureTask<>(part.work());
      Thread.ofVirtual().name("kalends-side").start(task);
      return new Running<>(part.connection(), task);
    }
  }

  /**
   * Returns when every part has ended, and throws what the first of the failed ones threw.
   *
   * @param stop asked for as long as something runs
   * @return the results in the order of the parts; empty when stopped before all were there
   */
  static <T> Optional<List<T>> run(List<Part<T>> parts, BooleanSupplier stop) throws SQLException {
    List<Running<T>> running = parts.stream().map(Running::start).toList();
    boolean stopped = false;
    while (!running.stream().allMatch(each -> each.task().isDone())) {
      stopped |= stop.getAsBoolean() || Thread.currentThread().isInterrupted();
      if (stopped || running.stream().anyMatch(SideBySide::hasFailed)) {
        running.stream().filter(each -> !each.task().isDone()).forEach(SideBySide::cancel);
      }
      running.forEach(SideBySide::pause);
    }
    List<T> results = new ArrayList<>();
    for (Running<T> each : running) {
      if (each.task().state() == FutureTask.State.SUCCESS) {
        results.add(each.task().resultNow());
      } else if (!stopped || !isCancelled(each)) {
        throw thrown(running);
      }
    }
    return results.size() == parts.size() ? Optional.of(results) : Optional.empty();
  }

  private static boolean hasFailed(Running<?> part) {
    return part.task().state() == FutureTask.State.FAILED;
  }

  private static boolean isCancelled(Running<?> part) {
    return part.task().exceptionNow() instanceof SQLException e && Errors.isCancelled(e);
  }

  /** What failed by itself comes before what we have cancelled because of it. */
  private static SQLException thrown(List<? extends Running<?>> running) {
    Throwable first =
        running.stream()
            .filter(SideBySide::hasFailed)
            .sorted((a, b) -> Boolean.compare(isCancelled(a), isCancelled(b)))
            .map(each -> each.task().exceptionNow())
            .findFirst()
            .orElseThrow();
    return first instanceof SQLException e
        ? e
        : new SQLException("a statement could not be run", first);
  }

  private static void cancel(Running<?> part) {
    try {
      part.connection().unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      // The server is asked again; one that is gone ends the statement too.
      LOG.debug("a statement could not be cancelled: {}", e.getMessage());
    }
  }

  private static void pause(Running<?> part) {
    try {
      part.task().get(LOOK_MS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.trace("not ended, or failed, which is looked at by its state", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
