package io.kalends.protocol;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * One session of an order: it runs one step of its script at a time, and may be waiting meanwhile.
 */
final class Actor implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 120;

  private final String name;
  private final Ground ground;
  private final Connection connection;
  private final int pid;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final Script script;
  private volatile boolean over;
  private @Nullable Future<Optional<SQLException>> running;

  /** What a session does: step after step, and what it makes of an error. */
  interface Script {
    /** The next step, or empty at the end. */
    Optional<String> next() throws SQLException;

    /** The step is over; after an error its transaction was rolled back. */
    void done(String step, Optional<SQLException> error);
  }

  Actor(String name, Ground ground, Script script) throws SQLException {
    this.name = name;
    this.ground = ground;
    this.connection = ground.session();
    this.pid = connection.unwrap(PGConnection.class).getBackendPID();
    this.script = script;
  }

  int pid() {
    return pid;
  }

  boolean isBusy() {
    return running != null;
  }

  /** Begins the next step; empty when there is none. */
  Optional<String> begin() throws SQLException {
    Optional<String> step = script.next();
    step.ifPresent(sql -> running = thread.submit(() -> run(sql)));
    return step.map(sql -> name + ": " + sql);
  }

  /** Waits a moment for the step to end; false: it is still running. */
  boolean ends(long millis) throws InterruptedException {
    Future<Optional<SQLException>> step = running;
    if (step == null) {
      return true;
    }
    try {
      step.get(millis, TimeUnit.MILLISECONDS);
      running = null;
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private Optional<SQLException> run(String sql) {
    Optional<SQLException> error = Optional.empty();
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) TIMEOUT_SECONDS);
      statement.execute(sql);
    } catch (SQLException e) {
      error = Optional.of(e);
      rollBack();
    }
    if (!over) {
      script.done(sql, error);
    }
    return error;
  }

  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException e) {
      over = true; // the order has ended, and this session with it
    }
  }

  /** Gives its session back, or ends it, whatever it is doing or waiting for. */
  @Override
  public void close() throws SQLException {
    thread.shutdownNow();
    if (isBusy()
        || connection.unwrap(BaseConnection.class).getTransactionState() != TransactionState.IDLE) {
      over = true;
      ground.end(pid);
      connection.close();
    } else {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select pg_advisory_unlock_all()");
      }
      ground.giveBack(connection);
    }
  }
}
