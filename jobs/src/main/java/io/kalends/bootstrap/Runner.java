package io.kalends.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.control.Desk;
import io.kalends.control.Engine;
import io.kalends.control.Install;
import io.kalends.control.Launcher;
import io.kalends.control.Requests;
import io.kalends.control.Station;
import io.kalends.domain.LockBudget;
import io.kalends.domain.Ticker;
import io.kalends.job.ClockGuard;
import io.kalends.job.MigrationDoors;
import io.kalends.job.RunBoard;
import io.kalends.job.StopSignal;
import io.kalends.postgres.Acts;
import io.kalends.postgres.Comparison;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.postgres.Leases;
import io.kalends.postgres.Ledger;
import io.kalends.postgres.MigrationBook;
import io.kalends.postgres.Migrations;
import io.kalends.postgres.Plans;
import io.kalends.postgres.Presence;
import io.kalends.postgres.Protocol;
import io.kalends.postgres.RunLocks;
import io.kalends.postgres.Swaps;
import io.kalends.postgres.Throttles;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The object graph of a run: a pool of connections, our presence in the database, and Spring Batch,
 * which is started only when there is something to run.
 */
final class Runner implements Desk.Bench {

  /** Beside the workers: the job repository, the launcher's questions, a migration's probe. */
  private static final int OTHER_CONNECTIONS = 3;

  /** A migration may have so many; a connection is opened only when it is needed. */
  private static final int MOST_LANES = 32;

  private final SettingsReader reader;
  private final Settings settings;
  private final Clock clock;
  private final ObservationRegistry observations;
  private final HikariDataSource pool;
  private final Presence presence;
  private final Station station;
  private final Install install;
  private final Engine.Controls controls = new Engine.Controls(new StopSignal(), new RunBoard());
  private @Nullable ConfigurableApplicationContext context;

  /** The run of a command: nobody measures its steps. */
  Runner(SettingsReader reader, DataSources sources, Clock clock) {
    this(reader, sources, clock, ObservationRegistry.NOOP);
  }

  Runner(
      SettingsReader reader, DataSources sources, Clock clock, ObservationRegistry observations) {
    this.reader = reader;
    this.settings = reader.common();
    this.observations = observations;
    this.clock = clock;
    this.pool = sources.pool(Math.max(settings.parallel(), MOST_LANES) + OTHER_CONNECTIONS);
    Database database = new Database(pool);
    this.presence = new Presence(sources, host(), settings.leaseTtl(), () -> controls.stop().ask());
    this.station =
        new Station(
            database,
            new Plans(database),
            new Ledger(database),
            new Leases(database, sources.owner(), settings.leaseTtl(), SystemTicker.INSTANCE),
            new RunLocks(database, settings.leaseTtl()),
            presence,
            new Requests(database, sources.owner(), settings.leaseTtl()),
            SystemTicker.INSTANCE);
    this.install = new Install(new Migrations(sources, database), settings.upgrade());
  }

  @Override
  public Launcher launcher() {
    return new Launcher(
        station,
        install,
        this::engine,
        controls,
        new Launcher.Habits(settings.maintenanceEnabled(), settings.historyDays()));
  }

  @Override
  public void stop() {
    controls.stop().ask();
  }

  @Override
  public void close() {
    presence.close();
    if (context != null) {
      context.close();
    }
    pool.close();
  }

  /** Started once; what SQL has asked for runs in the same one. */
  private Engine engine() {
    if (context == null) {
      context = start();
    }
    return context.getBean(Engine.class);
  }

  private ConfigurableApplicationContext start() {
    SpringApplication application =
        new ContextApplication(BatchConfiguration.class, WebApplicationType.NONE, reader);
    application.addInitializers(fresh -> register((GenericApplicationContext) fresh));
    return application.run();
  }

  private void register(GenericApplicationContext fresh) {
    fresh.registerBean(DataSource.class, () -> pool);
    fresh.registerBean(Settings.class, () -> settings);
    fresh.registerBean(Engine.Controls.class, () -> controls);
    fresh.registerBean(ObservationRegistry.class, () -> observations);
    fresh.registerBean(io.kalends.job.Doors.class, this::doors);
  }

  private io.kalends.job.Doors doors() {
    LockBudget budget = new LockBudget(settings.lockBudget(), settings.lockDeadline());
    ClockGuard guard = new ClockGuard(station.database(), clock, settings.clockTolerance());
    Ticker ticker = station.ticker();
    RandomGenerator random = RandomGenerator.getDefault();
    MigrationDoors migrations =
        new MigrationDoors(
            new MigrationBook(station.database()),
            new Protocol(pool, budget, ticker, random),
            new Comparison(pool, budget, ticker, random),
            new Swaps(pool, budget, ticker, random),
            new Throttles(pool));
    return new io.kalends.job.Doors(
        station.plans(),
        new Acts(pool, budget, ticker, random),
        station.ledger(),
        station.leases(),
        guard,
        ticker,
        migrations);
  }

  static String host() {
    String name = System.getenv("HOSTNAME");
    return name == null || name.isBlank() ? "pid " + ProcessHandle.current().pid() : name;
  }
}
