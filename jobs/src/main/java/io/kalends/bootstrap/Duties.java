package io.kalends.bootstrap;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.control.Desk;
import io.kalends.control.Recovery;
import io.kalends.control.Schedules;
import io.kalends.control.Servers;
import io.kalends.control.Ticks;
import io.kalends.domain.KalendsException.Overloaded;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.postgres.Listener;
import io.kalends.postgres.Presence;
import io.kalends.quartz.Timetable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does without being asked over HTTP: it runs schedules, carries out what SQL asks
 * for, and goes on with what a server that died has left. Several servers share all of it.
 */
final class Duties implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

  /** Requests at once: a long one does not keep the others waiting. */
  private static final int LANES = 2;

  /** For Quartz, and for the questions of the others. */
  private static final int CONNECTIONS = 6;

  /** The nets below LISTEN; also how often what a dead server left is looked for. */
  private static final Duration REQUESTS_NET = Duration.ofSeconds(2);

  private static final Duration SCHEDULES_NET = Duration.ofSeconds(5);

  /** A turn of the schedules asks the database a few things and waits for the net above. */
  private static final Duration LONGEST_TURN = Duration.ofMinutes(10);

  private static final Duration FOR_EVER = Duration.ofDays(10_000);

  private final SettingsReader reader;
  private final Desk desk;
  private final Desk.Workshop workshop;
  private final HikariDataSource pool;
  private final Presence presence;
  private final Servers servers;
  private final Schedules schedules;
  private final Timetable timetable;
  private final Ticks ticks;
  private final Recovery recovery;
  private final Listener schedulesChange;
  private final List<Listener> requestsCome = new ArrayList<>();
  private final Set<Desk.Bench> lanes = ConcurrentHashMap.newKeySet();
  private final List<Worker> workers = new CopyOnWriteArrayList<>();
  private volatile boolean stopping;

  Duties(SettingsReader reader, int runs, DataSources sources, Desk desk, Desk.Workshop workshop) {
    Settings settings = reader.common();
    this.reader = reader;
    this.desk = desk;
    this.workshop = workshop;
    this.pool = sources.standing(CONNECTIONS);
    Database database = new Database(pool);
    String owner = sources.owner();
    this.presence = new Presence(sources, Runner.host(), settings.leaseTtl(), () -> {});
    this.servers = new Servers(database, owner, settings.maintenanceEnabled());
    this.schedules = new Schedules(database);
    this.ticks =
        new Ticks(
            database,
            owner,
            settings.leaseTtl(),
            settings.maintenanceEnabled(),
            this::runAtTheDesk);
    this.timetable =
        new Timetable(QuartzStore.open(pool, owner, runs), schedules, ticks, SystemTicker.INSTANCE);
    this.recovery = new Recovery(database, desk, settings.leaseTtl());
    this.schedulesChange = new Listener(sources, "kalends_schedule", SystemTicker.INSTANCE);
    for (int i = 0; i < LANES; i++) {
      requestsCome.add(new Listener(sources, "kalends_request", SystemTicker.INSTANCE));
    }
  }

  void start() {
    presence.start();
    servers.announce();
    reader.schedules().offers().forEach(this::offer);
    timetable.start();
    begin("schedules", LONGEST_TURN, this::attendToSchedules, schedulesChange);
    for (Listener each : requestsCome) {
      begin("requests", Duration.ZERO, () -> attendToRequests(each), each);
    }
  }

  /** Begins nothing more; requests end after the action at hand, and wait for another server. */
  void stop() {
    stopping = true;
    timetable.stop();
    schedulesChange.close();
    requestsCome.forEach(Listener::close);
    lanes.forEach(Desk.Bench::stop);
  }

  /** Waits until all of that has ended. */
  @Override
  public void close() {
    stop();
    timetable.close();
    try {
      for (Worker each : workers) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    presence.close();
    pool.close();
  }

  private void offer(String name, Schedules.Offer offer) {
    if (schedules.offer(name, offer)) {
      LOG.info("schedule {}: {} at {}", name, offer.job(), offer.cron());
    }
  }

  private void begin(String name, Duration longestTurn, Runnable turn, Listener listener) {
    Worker worker = new Worker(name, longestTurn, () -> stopping, SystemTicker.INSTANCE);
    workers.add(worker);
    worker.start(turn, listener::drop);
  }

  /** For the liveness probe: every worker is alive, and none hangs. */
  boolean areWell() {
    return workers.stream().allMatch(Worker::isWell);
  }

  private void attendToSchedules() {
    Worker.attempt("schedules", servers::announce);
    Worker.attempt("schedules", timetable::follow);
    Worker.attempt("what was left", this::takeWhatIsLeft);
    Worker.attempt("what was left", recovery::look);
    schedulesChange.await(SCHEDULES_NET);
  }

  private void takeWhatIsLeft() {
    Optional<Ticks.Tick> left = ticks.takeLeft();
    while (left.isPresent() && !stopping) {
      Ticks.Tick tick = left.get();
      Thread.ofVirtual()
          .name("kalends-tick")
          .start(() -> Worker.attempt("a tick", () -> ticks.run(tick)));
      left = ticks.takeLeft();
    }
  }

  private void attendToRequests(Listener listener) {
    Worker.attempt("requests", () -> attendOnABench(listener));
    if (!stopping) {
      listener.await(REQUESTS_NET);
    }
  }

  /** One for as long as it lives: a request is quicker than what has to be set up for it. */
  private void attendOnABench(Listener listener) {
    try (Desk.Bench bench = workshop.open()) {
      lanes.add(bench);
      if (stopping) {
        bench.stop();
      }
      try {
        bench.launcher().attendToRequests(() -> listener.await(REQUESTS_NET));
      } finally {
        lanes.remove(bench);
      }
    }
  }

  private RunReport runAtTheDesk(RunRequest request) {
    try {
      return desk.startWhenFree(request).await(FOR_EVER).orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded("this server is about to end", "another one goes on");
    }
  }
}
