package io.kalends.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server for tests: from the embedded binaries, or, with {@code
 * -Dkalends.test.containers=true}, from Docker. Everyone may connect as {@code postgres}
 * (superuser) or {@code kalends} (an ordinary role, owner of the test databases) without a
 * password.
 *
 * <p>Its sessions start in the zone Asia/Kathmandu, five hours and 45 minutes from UTC, so that
 * code that depends on the session's time zone fails.
 */
public abstract sealed class PostgresServer implements AutoCloseable
    permits EmbeddedTestServer, ContainerTestServer {

  public static final String SUPERUSER = "postgres";
  public static final String OWNER = "kalends";

  static final List<String> SETTINGS =
      List.of(
          "timezone = 'Asia/Kathmandu'",
          "fsync = off",
          "full_page_writes = off",
          "max_connections = 300",
          "max_prepared_transactions = 10",
          "shared_buffers = '96MB'",
          "max_wal_size = '1GB'");

  private static @Nullable PostgresServer shared;

  /** The one server of this JVM; autovacuum comes too rarely to be in the way of a test. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
      shared.execute("alter system set autovacuum_naptime = '1h'");
      shared.execute("select pg_reload_conf()");
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  /** A server for one test that stops or breaks it; the caller closes it. */
  public static PostgresServer start() {
    try {
      PostgresServer server =
          Boolean.getBoolean("kalends.test.containers")
              ? ContainerTestServer.start(version())
              : EmbeddedTestServer.start(version());
      server.execute("create role " + OWNER + " login");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The major version asked for. */
  public static int version() {
    return Integer.getInteger("postgres.version", 18);
  }

  public abstract String host();

  public abstract int port();

  /** {@code pg_ctl stop -m mode}: smart, fast or immediate. */
  public abstract void stop(String mode);

  /** Starts it again after {@link #stop} or {@link #kill}, on the same port. */
  public abstract void restart();

  /** {@code kill -9} of the postmaster. */
  public abstract void kill();

  /** A second server that follows this one, which is stopped for a moment to be copied. */
  public PostgresServer standby() {
    throw new UnsupportedOperationException("servers in containers have no standby");
  }

  @Override
  public abstract void close();

  public final String url(String user, String database) {
    return "jdbc:postgresql://%s:%d/%s?user=%s".formatted(host(), port(), database, user);
  }

  public final Connection connect(String user, String database) throws SQLException {
    return DriverManager.getConnection(url(user, database));
  }

  /** One statement for the server as a whole, by the superuser. */
  public final void execute(String sql) {
    executeIn("postgres", sql);
  }

  /** One statement in a database, by the superuser. */
  final void executeIn(String database, String sql) {
    try (Connection connection = connect(SUPERUSER, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
