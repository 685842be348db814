package io.kalends.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.cli.Serving;
import io.kalends.control.Desk;
import io.kalends.control.Install;
import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.domain.Ticker;
import io.kalends.metrics.WorkersHealth;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.postgres.Migrations;
import io.micrometer.observation.ObservationRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * The process that {@code kalends serve} is: a web context over a pool of connections that only
 * look, and a {@link Desk} whose runs have each an object graph of their own.
 */
final class Server implements Serving {

  private final SettingsReader reader;
  private final ServerSettings server;
  private final DataSources sources;
  private final Clock clock;
  private final Ticker ticker;
  private final HikariDataSource readers;
  private final Desk desk;
  private final Duties duties;
  private final ObservationRegistry observations = ObservationRegistry.create();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final Runnable signal;
  private @Nullable ConfigurableApplicationContext context;

  private Server(
      SettingsReader reader,
      ServerSettings server,
      DataSources sources,
      Clock clock,
      Ticker ticker) {
    this.reader = reader;
    this.server = server;
    this.sources = sources;
    this.clock = clock;
    this.ticker = ticker;
    this.readers = sources.standing(server.readers());
    Desk.Workshop workshop =
        () -> new Runner(reader, sources.as(Wiring.owner()), clock, observations);
    this.desk = new Desk(workshop, server.runs());
    this.duties = new Duties(reader, server.runs(), sources, desk, workshop);
    this.signal = Shutdown.onSignal(asked::countDown, server.grace().plusSeconds(5));
  }

  static Server start(
      SettingsReader reader, ServerSettings server, DataSources sources, Clock clock) {
    return start(reader, server, sources, clock, SystemTicker.INSTANCE);
  }

  /**
   * @param ticker for what is cached and delayed in answers; runs and {@link Duties} have their own
   */
  static Server start(
      SettingsReader reader,
      ServerSettings server,
      DataSources sources,
      Clock clock,
      Ticker ticker) {
    Server started = new Server(reader, server, sources, clock, ticker);
    try {
      started.open();
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw e;
    }
  }

  private void open() {
    new Install(new Migrations(sources, new Database(readers)), reader.common().upgrade())
        .requireUsable();
    SpringApplication application =
        new ContextApplication(ServerConfiguration.class, WebApplicationType.SERVLET, reader);
    application.setDefaultProperties(ServerConfiguration.PROPERTIES);
    application.addInitializers(fresh -> register((GenericApplicationContext) fresh));
    try {
      context =
          application.run("--server.port=" + server.port(), "--server.address=" + server.host());
    } catch (RuntimeException e) {
      throw cannotListen(e);
    }
    duties.start();
  }

  private RuntimeException cannotListen(RuntimeException e) {
    if (e instanceof PortInUseException
        || NestedExceptionUtils.getMostSpecificCause(e) instanceof java.net.SocketException) {
      return new Misconfigured(
          "cannot listen on %s port %d: %s"
              .formatted(
                  server.host(),
                  server.port(),
                  NestedExceptionUtils.getMostSpecificCause(e).getMessage()),
          "end the other program, or choose another one: kalends serve --port",
          e);
    }
    return e;
  }

  private void register(GenericApplicationContext fresh) {
    fresh.registerBean(DataSource.class, () -> readers, bean -> bean.setDestroyMethodName(""));
    fresh.registerBean(Settings.class, reader::common);
    fresh.registerBean(MonitoringSettings.class, reader::monitoring);
    fresh.registerBean(ServerSettings.class, () -> server);
    fresh.registerBean(DataSources.class, () -> sources);
    fresh.registerBean(Clock.class, () -> clock);
    fresh.registerBean(Ticker.class, () -> ticker);
    fresh.registerBean(Desk.class, () -> desk);
    fresh.registerBean("workers", WorkersHealth.class, () -> new WorkersHealth(duties::areWell));
    fresh.registerBean(ObservationRegistry.class, () -> observations);
  }

  int port() {
    return context instanceof WebServerApplicationContext web && web.getWebServer() != null
        ? web.getWebServer().getPort()
        : server.port();
  }

  @Override
  public String url() {
    boolean everywhere = server.host().equals("0.0.0.0") || server.host().equals("::");
    String host = everywhere ? "localhost" : server.host();
    return "http://%s:%d".formatted(host.contains(":") ? "[" + host + "]" : host, port());
  }

  @Override
  public void awaitStop() {
    try {
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean stop() {
    duties.stop();
    return desk.stop(server.grace());
  }

  @Override
  public void close() {
    duties.stop();
    desk.stop(Duration.ZERO);
    duties.close();
    if (context != null) {
      context.close();
    }
    readers.close();
    signal.run();
  }
}
