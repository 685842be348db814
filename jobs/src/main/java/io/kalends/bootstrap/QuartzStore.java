package io.kalends.bootstrap;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.quartz.JobPersistenceException;
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
 *
 * <p>Quartz finds schedulers and connections by their names in maps of the whole JVM, which never
 * forget a connection provider and may not be changed while they are read. So there is one provider
 * for all stores, and each store binds its own pool while it asks for a connection.
 */
public final class QuartzStore extends JobStoreTX {

  private static final String NAME = "kalends";
  private static final ScopedValue<DataSource> POOL = ScopedValue.newInstance();

  static {
    DBConnectionManager.getInstance().addConnectionProvider(NAME, new BoundPool());
  }

  private final DataSource pool = POOL.get();

  /** For Quartz, inside of {@link #open}. */
  public QuartzStore() {}

  /**
   * @param owner this server, and no other
   * @param threads ticks that it runs at once
   */
  static Scheduler open(DataSource pool, String owner, int threads) {
    String store = "org.quartz.jobStore.";
    Properties properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", NAME);
    properties.put("org.quartz.scheduler.instanceId", owner);
    properties.put("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.put("org.quartz.threadPool.class", SimpleThreadPool.class.getName());
    properties.put("org.quartz.threadPool.threadCount", Integer.toString(threads));
    properties.put(store + "class", QuartzStore.class.getName());
    properties.put(store + "driverDelegateClass", PostgreSQLDelegate.class.getName());
    properties.put(store + "dataSource", NAME);
    properties.put(store + "tablePrefix", "kalends.qrtz_");
    properties.put(store + "useProperties", "true");
    properties.put(store + "isClustered", "true");
    properties.put(store + "clusterCheckinInterval", "5000");
    properties.put(store + "acquireTriggersWithinLock", "true");
    try {
      return ScopedValue.where(POOL, pool).call(() -> create(properties));
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz cannot be made", e);
    }
  }

  private static synchronized Scheduler create(Properties properties) throws SchedulerException {
    Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
    // or the next server in this process would be given this one
    SchedulerRepository.getInstance().remove(NAME);
    return scheduler;
  }

  @Override
  protected Connection getConnection() throws JobPersistenceException {
    return ScopedValue.where(POOL, pool).call(super::getConnection);
  }

  private static final class BoundPool implements ConnectionProvider {

    @Override
    public Connection getConnection() throws SQLException {
      return POOL.get().getConnection();
    }

    @Override
    public void initialize() {
      // the pools are open already
    }

    @Override
    public void shutdown() {
      // whoever opened a pool closes it
    }
  }
}
