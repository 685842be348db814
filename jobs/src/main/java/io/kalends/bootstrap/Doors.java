package io.kalends.bootstrap;

import io.kalends.cli.Serving;
import io.kalends.cli.Session;
import io.kalends.control.Adopt;
import io.kalends.control.Doctor;
import io.kalends.control.Install;
import io.kalends.control.Launcher;
import io.kalends.control.LedgerExport;
import io.kalends.control.Look;
import io.kalends.control.Migrate;
import io.kalends.control.Register;
import io.kalends.control.Runs;
import io.kalends.control.Schedules;
import io.kalends.control.Tokens;
import io.kalends.domain.Ticker;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.postgres.Differences;
import io.kalends.postgres.LedgerLines;
import io.kalends.postgres.MigrationBook;
import io.kalends.postgres.MigrationPlans;
import io.kalends.postgres.Migrations;
import io.kalends.postgres.Plans;
import io.kalends.postgres.ThrottleSettings;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The object graph of a command: plain objects over one connection that opens when first used. */
final class Doors implements Session {
  private final String address;
  private final SettingsReader reader;
  private final Settings settings;
  private final DataSources sources;
  private final Clock clock;
  private final SingleConnectionDataSource connection;
  private final Database database;
  private @Nullable Runner runner;
  private Runnable signal = () -> {};

  Doors(String address, SettingsReader reader, DataSources sources, Clock clock) {
    this.address = address;
    this.reader = reader;
    this.settings = reader.common();
    this.sources = sources;
    this.clock = clock;
    this.connection = sources.single();
    this.database = new Database(connection);
  }

  @Override
  public String address() {
    return address;
  }

  /** The embedded database is always up to date, and the policies of its sample are confirmed. */
  void installIfOutdated() {
    var install = install();
    if (!install.isCurrent()) {
      boolean first = !install.isInstalled();
      install.install();
      if (first) {
        EmbeddedServer.MANAGED.forEach(register()::confirm);
      }
    }
  }

  @Override
  public Look look() {
    return new Look(database, new Plans(database), settings.runbook());
  }

  @Override
  public Register register() {
    return new Register(database);
  }

  @Override
  public Adopt adopt() {
    return new Adopt(database);
  }

  @Override
  public Doctor doctor() {
    return new Doctor(
        database,
        clock,
        new Doctor.Limits(settings.leaseTtl(), settings.clockTolerance()),
        settings.runbook());
  }

  @Override
  public Install install() {
    return new Install(new Migrations(sources, database), settings.upgrade());
  }

  @Override
  public LedgerExport ledger() {
    return new LedgerExport(new LedgerLines(connection));
  }

  @Override
  public Runs runs() {
    return new Runs(database);
  }

  @Override
  public Tokens tokens() {
    return new Tokens(database);
  }

  @Override
  public Migrate migrate() {
    return new Migrate(
        new MigrationBook(database),
        new MigrationPlans(connection),
        new Differences(database),
        new ThrottleSettings(database));
  }

  @Override
  public Schedules schedules() {
    return new Schedules(database);
  }

  @Override
  public Launcher launcher() {
    runner = new Runner(reader, sources, clock);
    signal = Shutdown.onSignal(runner::stop, Shutdown.GRACE);
    return runner.launcher();
  }

  @Override
  public Ticker ticker() {
    return SystemTicker.INSTANCE;
  }

  @Override
  public Serving serve(@Nullable String host, @Nullable Integer port) {
    ServerSettings server = reader.server().at(host, port);
    return Server.start(reader, server, sources, clock);
  }

  @Override
  public void close() {
    if (runner != null) {
      runner.close();
      signal.run();
    }
    connection.destroy();
  }
}
