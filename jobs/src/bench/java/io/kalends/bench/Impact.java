package io.kalends.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What an application feels of a migration at pace gentle: the same writer alone, and from the
 * start of the migration until some seconds after the cut-over.
 */
final class Impact {

  private static final double ALONE_SECONDS = Double.parseDouble(System.getProperty("alone", "30"));
  private static final long AFTERWARDS_MS = 5_000;

  /** Locks that keep everybody from the table that the application writes. */
  private static final String LOCKS =
      """
      select l.virtualtransaction || ' ' || l.relation
      from pg_locks l join kalends.migration m on l.relation = m.source_oid or (l.relation = m.shadow_oid and m.phase in ('verified', 'cut_over'))
      where l.mode = 'AccessExclusiveLock' and l.granted and l.locktype = 'relation'
        and l.database = (select oid from pg_database where datname = current_database())\
      """;

  private final Ground ground;
  private final String database;
  private final Legacy legacy;
  private final Kalends kalends;
  private final List<Window> windows = new ArrayList<>();

  private Histogram alone = new Histogram();
  private Histogram beside = new Histogram();
  private List<Application.Sample> stalls = List.of();
  private List<String> errors = List.of();
  private double heldMs;
  private double etaError = Double.NaN;
  private String eta = "";

  /** A part of the migration as the application has seen it. */
  private record Window(String what, double from, Histogram latencies) {}

  /** Runs the program. */
  interface Kalends {
    Whole run(String database, String... arguments);
  }

  Impact(Ground ground, String database, Legacy legacy, Kalends kalends) {
    this.ground = ground;
    this.database = database;
    this.legacy = legacy;
    this.kalends = kalends;
  }

  void measure() throws SQLException, InterruptedException {
    Application application = new Application(ground, database);
    LockWatch locks = new LockWatch(ground.connect(database), LOCKS);
    Watch phases = new Watch(application, ground.connect(database));
    double begun;
    double end;
    try {
      Thread.sleep(Math.round(1000 * ALONE_SECONDS));
      begun = application.now();
      migrate();
      kalends.run(database, "run", "cutover", "table=" + legacy.name());
      Thread.sleep(AFTERWARDS_MS);
      end = application.now();
    } finally {
      application.close();
      phases.close();
      locks.close();
    }
    etaError = phases.etaError();
    eta = phases.eta();
    heldMs = locks.longestMs();
    errors = application.errors();
    alone = application.between(2, begun);
    beside = application.between(begun, end);
    stalls = application.worst(begun, end, 5);
    addWindows(application, phases.changes(), end);
  }

  private void migrate() {
    List<String> command = new ArrayList<>(List.of("run", "migrate", "table=" + legacy.name()));
    command.addAll(legacy.options());
    command.add("pace=gentle");
    kalends.run(database, command.toArray(String[]::new));
  }

  private void addWindows(Application application, List<Watch.Change> changes, double end) {
    for (int i = 0; i < changes.size(); i++) {
      Watch.Change change = changes.get(i);
      double to = i + 1 < changes.size() ? changes.get(i + 1).at() : end;
      windows.add(new Window(change.phase(), change.at(), application.between(change.at(), to)));
    }
  }

  void print() {
    MigrationBench.say("the application alone: " + alone.summary());
    alone.draw().forEach(MigrationBench::say);
    MigrationBench.say("from the start until after the cut-over: " + beside.summary());
    beside.draw().forEach(MigrationBench::say);
    for (Window window : windows) {
      MigrationBench.say(
          String.format(
              Locale.ROOT,
              "  from %6.1f s on %-10s %s",
              window.from(),
              window.what(),
              window.latencies().summary()));
    }
    for (Application.Sample stall : stalls) {
      MigrationBench.say(
          String.format(
              Locale.ROOT, "  a stall of %.0f ms at %.1f s", stall.milliseconds(), stall.due()));
    }
    MigrationBench.say("  time left after a tenth of the copy: " + eta);
    errors.forEach(error -> MigrationBench.say("  failed: " + error));
  }

  double ratio() {
    return p99() / alone.percentile(99);
  }

  double p99() {
    return beside.percentile(99);
  }

  double worst() {
    return beside.worst();
  }

  double heldMs() {
    return heldMs;
  }

  double etaError() {
    return etaError;
  }

  double failures() {
    return errors.size();
  }
}
