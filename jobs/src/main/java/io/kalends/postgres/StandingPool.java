package io.kalends.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.kalends.domain.KalendsException.Overloaded;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * A pool with a queue of limited length before it: a server that is asked for more than it can
 * answer says so at once, instead of letting everybody wait until nobody is served.
 */
final class StandingPool extends HikariDataSource {

  private static final int MOST_WAITING = 200;

  private StandingPool(HikariConfig config) {
    super(config);
  }

  static StandingPool open(HikariConfig config) {
    try {
      return new StandingPool(config);
    } catch (HikariPool.PoolInitializationException e) {
      throw DataSources.unreachable(e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    if (getHikariPoolMXBean().getThreadsAwaitingConnection() >= MOST_WAITING) {
      throw overloaded();
    }
    try {
      return super.getConnection();
    } catch (SQLTransientConnectionException e) {
      if (e.getCause() == null) { // the server can be reached: all connections are in use
        throw overloaded();
      }
      throw e;
    }
  }

  private static Overloaded overloaded() {
    return new Overloaded("too many questions at once", "ask again in a second or two");
  }
}
