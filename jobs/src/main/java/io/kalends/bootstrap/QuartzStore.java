package io.kalends.bootstrap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.SchedulerRepository;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.simpl.SimpleThreadPool;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz over the tables kalends.qrtz_*, shared by all servers of the database. A server that has
 * not checked in for some 15 seconds is taken for dead, and what it had acquired goes to another.
 */
final class QuartzStore implements ConnectionProvider {

  private static final String NAME = "kalends";

  private final DataSource pool;

  private QuartzStore(DataSource pool) {
    this.pool = pool;
  }

  /**
   * @param owner this server, and no other
   * @param threads ticks that it runs at once
   */
  static Scheduler open(DataSource pool, String owner, int threads) {
    DBConnectionManager.getInstance().addConnectionProvider(owner, new QuartzStore(pool));
    String store = "org.quartz.jobStore.";
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", NAME);
    properties.put("org.quartz.scheduler.instanceId", owner);
    properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.put("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.put("org.quartz.threadPool.threadCount", Integer.toString(threads));
    properties.put(store + "class", JobStoreTX.class.getName());
    properties.put(store + "driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.put(store + "dataSource", owner);
    properties.put(store + "tablePrefix", "kalends.qrtz_");
    properties.put(store + "useProperties", "true");
    properties.put(store + "isClustered", "true");
    properties.put(store + "clusterCheckinInterval", "5000");
    properties.put(store + "acquireTriggersWithinLock", "true");
    try {
      synchronized (QuartzStore.class) {
        Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
        // or the next server in this process would be given this one
        SchedulerRepository.getInstance().remove(NAME);
        return scheduler;
      }
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz cannot be made", e);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return pool.getConnection();
  }

  @Override
  public void initialize() {
    // the pool is open already
  }

  @Override
  public void shutdown() {
    // whoever opened the pool closes it
  }
}
