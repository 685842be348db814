package io.kalends.postgres;

import io.kalends.domain.KalendsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This process in the eyes of the database: a connection of its own that beats three times per
 * time-to-live, holds the lock of the run, and hears when somebody asks it to stop. When the
 * connection is lost and the lock cannot be had again, the run is told to stop.
 */
public final class Presence implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

  private static final Sql BEAT = Sql.of("presence/beat");
  private static final Sql TRY_LOCK = Sql.of("presence/try_lock");
  private static final Sql IS_STILL_OURS = Sql.of("presence/is_still_ours");
  private static final Sql UNLOCK = Sql.of("presence/unlock");
  private static final Sql LEAVE = Sql.of("presence/leave");

  private final DataSources dataSources;
  private final String host;
  private final Duration ttl;
  private final Runnable onStop;
  private final CountDownLatch closed = new CountDownLatch(1);

  private @Nullable Connection connection;
  private @Nullable String held;

  /**
   * @param onStop called when somebody asks this process to stop, or its lock was lost
   */
  public Presence(DataSources dataSources, String host, Duration ttl, Runnable onStop) {
    this.dataSources = dataSources;
    this.host = host;
    this.ttl = ttl;
    this.onStop = onStop;
  }

  /** Connects, beats once and goes on beating. */
  public void start() {
    try {
      beat();
    } catch (SQLException e) {
      throw Errors.translate("connecting", e);
    }
    Thread.ofVirtual().name("kalends-presence").start(this::beatUntilClosed);
  }

  /**
   * Takes the lock of a run if it is free; held until {@link #unlock} or the end of the process.
   */
  public synchronized boolean tryLock(String identity) {
    try {
      boolean granted = call(TRY_LOCK, Map.of("identity", identity), "granted");
      if (granted) {
        held = identity;
      }
      return granted;
    } catch (SQLException e) {
      throw Errors.translate("taking the lock of " + identity, e);
    }
  }

  public synchronized void unlock() {
    String identity = held;
    held = null;
    if (identity != null && connection != null) {
      try {
        call(UNLOCK, Map.of("identity", identity), "released");
      } catch (SQLException e) {
        drop();
      }
    }
  }

  @Override
  public synchronized void close() {
    closed.countDown();
    if (connection == null) {
      return;
    }
    try (var statement = connection.prepareStatement(LEAVE.jdbc())) {
      Values.bind(statement, LEAVE, Map.of("owner", dataSources.owner()));
      statement.executeUpdate();
    } catch (SQLException e) {
      // the row tells of a process without a backend: the next one sees that it is gone
    } finally {
      drop();
    }
  }

  private void beatUntilClosed() {
    try {
      // a latch and no ticker, since closing ends the wait; a test beats by itself
      while (!closed.await(ttl.toMillis() / 3, TimeUnit.MILLISECONDS)) {
        beatOrReconnect();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One beat; a connection that was lost is replaced at the next one. */
  void beatOrReconnect() {
    try {
      beat();
    } catch (SQLException | RuntimeException lost) {
      synchronized (this) {
        if (connection != null) {
          LOG.warn("{}: the heartbeat's connection is lost: {}", dataSources.owner(), said(lost));
        }
        drop();
      }
      gone()
          .ifPresent(
              why -> {
                LOG.warn("{}: stops: {}", dataSources.owner(), why.messageAndMend());
                onStop.run();
              });
    }
  }

  /** Why there are no connections any more: the server is gone, or our work was taken over. */
  public Optional<KalendsException> gone() {
    return dataSources.gone();
  }

  private synchronized void beat() throws SQLException {
    if (closed.getCount() == 0) {
      return;
    }
    boolean fresh = connection == null;
    if (call(BEAT, Map.of("owner", dataSources.owner(), "host", host), "stop_requested")) {
      LOG.info("{}: asked to stop", dataSources.owner());
      onStop.run();
    }
    if (fresh && held != null) {
      boolean again = holdsAgain(held);
      LOG.warn(
          "{}: the heartbeat is back; the lock of run '{}' is {}",
          dataSources.owner(),
          held,
          again ? "ours again" : "somebody else's: this run stops");
      if (!again) {
        onStop.run();
      }
    }
  }

  private static String said(Exception lost) {
    return lost instanceof SQLException e ? Errors.message(e) : String.valueOf(lost.getMessage());
  }

  /** Somebody who had the lock meanwhile has also ended our run in the books. */
  private boolean holdsAgain(String identity) throws SQLException {
    Map<String, String> values = Map.of("identity", identity);
    return call(TRY_LOCK, values, "granted") && call(IS_STILL_OURS, values, "is_still_ours");
  }

  private boolean call(Sql sql, Map<String, ?> values, String column) throws SQLException {
    if (connection == null) {
      connection = dataSources.connect();
    }
    return Database.query(connection, sql, values, row -> row.bool(column)).getFirst();
  }

  private void drop() {
    Connection old = connection;
    connection = null;
    if (old != null) {
      try {
        old.close();
      } catch (SQLException e) {
        // it is lost anyway
      }
    }
  }
}
