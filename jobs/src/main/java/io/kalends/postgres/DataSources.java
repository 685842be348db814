package io.kalends.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.kalends.domain.KalendsException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Connections to one server. Every session speaks UTC and ISO dates, is named after its process (so
 * that a successor can find and end it), and notices within a second when its client is gone. No
 * object of another role is found by an unqualified name: search_path is PostgreSQL's own schema.
 */
public final class DataSources {

  /** Where and as whom; {@code properties} are those of the JDBC driver. */
  public record Target(
      String jdbcUrl,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> properties) {

    @Override
    public String toString() {
      return "Target[" + jdbcUrl + "]";
    }
  }

  /**
   * PostgreSQL 14 and later. Time-outs of the role or the database are for applications: what
   * Kalends does has limits of its own. (transaction_timeout is there from 17 on.) search_path,
   * zone and style of dates guard the bounds, the next two what is shown, the next two against
   * zombies.
   */
  private static final String SESSION =
      "set statement_timeout = 0; set search_path = pg_catalog, pg_temp; set TimeZone = 'UTC'; set"
          + " DateStyle = 'ISO'; set IntervalStyle = 'postgres'; set quote_all_identifiers = off;"
          + " set client_connection_check_interval = '1s'; set idle_in_transaction_session_timeout"
          + " = '60s'; set lock_timeout = 0; set idle_session_timeout = 0; select"
          + " set_config('transaction_timeout', '0', false) where"
          + " current_setting('transaction_timeout', true) is not null";

  /**
   * What works on tables does not wait for the disk at each commit. A crash of the server takes the
   * last commits away, all from one moment on, as if it had come a little earlier: acts, ledger and
   * leases stay in step. The last word of a run, by its presence, waits, and what came before is
   * safe with it. (A DROP always waits, since it cannot take its files back.)
   */
  private static final String WORKING = "set synchronous_commit = off";

  private static final String READING = "set statement_timeout = '20s'";

  private static final long READERS_WAIT_MS = 5_000;

  private static final String CONNECT_SECONDS = "10";

  private static final Sql REFUSE_EVICTED = Sql.of("data_sources/refuse_evicted");

  private final Target target;
  private final String owner;
  private volatile @Nullable SQLException gone;

  /**
   * @param owner the application_name of all sessions, {@code kalends:} and 12 hexadecimal digits
   */
  public DataSources(Target target, String owner) {
    this.target = target;
    this.owner = owner;
  }

  public String owner() {
    return owner;
  }

  /**
   * Why this process gets no connection any more: the server is gone, or somebody has taken the
   * process for dead, and its work over.
   */
  public Optional<KalendsException> gone() {
    return Optional.ofNullable(gone).map(reason -> Errors.translate("connecting", reason));
  }

  /** One connection that is opened when it is first asked for and kept. For light commands. */
  public SingleConnectionDataSource single() {
    SingleConnectionDataSource single =
        new SingleConnectionDataSource() {
          @Override
          protected void prepareConnection(Connection connection) throws SQLException {
            super.prepareConnection(connection);
            prepare(connection);
          }
        };
    single.setUrl(target.jdbcUrl());
    single.setConnectionProperties(properties());
    single.setSuppressClose(true);
    return single;
  }

  /**
   * A pool of up to {@code size} connections, opened when they are needed; the first at once, so
   * that a server that is not there, or a wrong password, is said without a second try. When one
   * could not be had in time later, the server is given up. For runs.
   */
  public HikariDataSource pool(int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("kalends");
    config.setDataSource(direct());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(WORKING);
    config.setConnectionTimeout(15_000);
    config.setInitializationFailTimeout(1);
    try {
      return new Pool(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw unreachable(e);
    }
  }

  static RuntimeException unreachable(HikariPool.PoolInitializationException e) {
    return e.getCause() instanceof SQLException cause ? Errors.translate("connecting", cause) : e;
  }

  /**
   * The same for a server that only looks and keeps its books, and that outlives restarts of the
   * database: who waits too long for a connection, or finds too many waiting, is told to come
   * again, and no question is worked on for longer than anybody would wait for the answer.
   */
  public HikariDataSource standing(int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("kalends-readers");
    config.setDataSource(direct());
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(1);
    config.setConnectionInitSql(READING);
    config.setConnectionTimeout(READERS_WAIT_MS);
    config.setInitializationFailTimeout(1);
    return StandingPool.open(config);
  }

  /** Connections to the same server under another name: for a run of its own. */
  public DataSources as(String otherOwner) {
    return new DataSources(target, otherOwner);
  }

  /** A connection of its own, for the presence that holds the run's lock. */
  Connection connect() throws SQLException {
    return direct().getConnection();
  }

  /** A new connection each time. For who needs several, and seldom. */
  DataSource direct() {
    DriverManagerDataSource direct =
        new DriverManagerDataSource(target.jdbcUrl()) {
          @Override
          protected Connection getConnectionFromDriverManager(String url, Properties properties)
              throws SQLException {
            Connection connection = super.getConnectionFromDriverManager(url, properties);
            enter(connection);
            return connection;
          }
        };
    direct.setConnectionProperties(properties());
    return direct;
  }

  /** A process that was paused, and whose work was taken over, must not come back. */
  private void enter(Connection connection) throws SQLException {
    prepare(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute(REFUSE_EVICTED.jdbc());
    } catch (SQLException e) {
      gone = Errors.isFenced(e) ? e : gone;
      connection.close();
      throw e;
    }
  }

  /**
   * Takes back whatever code of a table's owner may have left in a session that works on tables:
   * settings, also those under a SET LOCAL, prepared statements, cursors, channels. Names are
   * looked up again only after search_path is ours. A session in which that fails is closed, so
   * that nobody gets it from the pool; a lost connection has nothing to forget.
   */
  static void forget(Connection connection) throws SQLException {
    if (connection.isClosed()) {
      return;
    }
    connection.setAutoCommit(true);
    String name = connection.getClientInfo("ApplicationName");
    try (Statement statement = connection.createStatement()) {
      for (String part : List.of("reset all", "deallocate all", "close all", "unlisten *")) {
        statement.execute(part);
      }
      statement.execute(SESSION);
      statement.execute(WORKING);
      // the driver sets it after the connect; a successor finds and ends the session by it
      statement.execute("set application_name = " + Quoted.literal(name == null ? "" : name));
    } catch (SQLException e) {
      connection.abort(Runnable::run);
      if (!Errors.isLost(e)) {
        throw e;
      }
    }
  }

  private static void prepare(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put("tcpKeepAlive", "true");
    properties.put("connectTimeout", CONNECT_SECONDS);
    properties.putAll(target.properties());
    properties.put("ApplicationName", owner);
    if (target.user() != null) {
      properties.put("user", target.user());
    }
    if (target.password() != null) {
      properties.put("password", target.password());
    }
    return properties;
  }

  /** Nobody waits a second time for a server that is gone. */
  private final class Pool extends HikariDataSource {

    Pool(HikariConfig config) {
      super(config);
    }

    @Override
    public Connection getConnection() throws SQLException {
      SQLException reason = gone;
      if (reason != null) {
        throw new SQLException(reason.getMessage(), reason.getSQLState(), reason);
      }
      try {
        return super.getConnection();
      } catch (SQLTransientConnectionException e) {
        String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        gone = gone == null ? new SQLException(message, "08001", e) : gone;
        throw e;
      }
    }
  }
}
