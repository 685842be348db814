package io.kalends.postgres;

import io.kalends.domain.Ticker;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a NOTIFY, on a connection of its own that is opened again when it was lost. Whoever
 * waits looks for work afterwards, whatever woke it: a notification is a bell, the rows are the
 * truth. Not through a transaction pool.
 */
public final class Listener implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

  private static final Duration SLICE = Duration.ofMillis(250);

  private static final Sql LISTEN = Sql.of("listener/listen");

  private final DataSources sources;
  private final Sql listen;
  private final Ticker ticker;
  private volatile boolean closed;
  private @Nullable Connection connection;

  /**
   * @param channel a constant of the caller's
   */
  public Listener(DataSources sources, String channel, Ticker ticker) {
    this.sources = sources;
    this.ticker = ticker;
    this.listen = LISTEN.with(java.util.Map.of("channel", Quoted.identifier(channel)));
  }

  /**
   * Returns at the next notification, after {@code most}, when closed, or at once when it has not
   * been listening: what came meanwhile was not heard. For one thread.
   */
  public void await(Duration most) {
    long end = ticker.nanos() + most.toNanos();
    try {
      Connection current = connection;
      if (current == null) {
        connection = open();
        return;
      }
      PGConnection heard = current.unwrap(PGConnection.class);
      while (!closed && end - ticker.nanos() > 0) {
        PGNotification[] news = heard.getNotifications((int) SLICE.toMillis());
        if (news != null && news.length > 0) {
          return;
        }
      }
    } catch (SQLException lost) {
      if (connection != null) {
        LOG.warn("LISTEN: the connection is lost, opened again: {}", Errors.message(lost));
      }
      drop();
      pause(end);
    }
  }

  /** Lets {@link #await} return; the connection is closed by who waits, with {@link #drop}. */
  @Override
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  /** Gives the connection back. */
  public void drop() {
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

  private Connection open() throws SQLException {
    Connection fresh = sources.connect();
    try (Statement statement = fresh.createStatement()) {
      statement.execute(listen.jdbc());
      return fresh;
    } catch (SQLException e) {
      fresh.close();
      throw e;
    }
  }

  private void pause(long end) {
    while (!closed && end - ticker.nanos() > 0) {
      try {
        ticker.sleep(SLICE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
