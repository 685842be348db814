package io.kalends.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code make bench-migration}: migrates two large tables at pace fast and compares with what hand-
 * written SQL takes for the same rows in the same run; then one of them at pace gentle under an
 * application, up to after the cut-over. Prints tables, writes {@code target/bench-migration.json},
 * ends 1 when a limit is not kept.
 *
 * <p>Run from its source with the built program on the class path. {@code -Dscale=0.1} makes the
 * tables smaller, {@code -Dparts=speed} chooses.
 */
final class MigrationBench {

  private static final double SCALE = Double.parseDouble(System.getProperty("scale", "1"));
  private static final String PARTS = System.getProperty("parts", "speed,impact");
  private static final Path HOME = Path.of("target", "bench-migration").toAbsolutePath();
  private static final Path OUTPUT = Path.of("target", "bench-migration.log").toAbsolutePath();

  private static final List<String> SETTINGS =
      List.of(
          "shared_buffers = '2GB'",
          "max_wal_size = '16GB'",
          "checkpoint_timeout = '30min'",
          "maintenance_work_mem = '256MB'",
          "autovacuum = off");

  private final Ground ground;
  private final List<Reading> readings = new ArrayList<>();

  private MigrationBench(Ground ground) {
    this.ground = ground;
  }

  public static void main(String[] arguments) throws Exception {
    boolean kept;
    try (Ground ground = new Ground(HOME, SETTINGS)) {
      MigrationBench bench = new MigrationBench(ground);
      say("PostgreSQL %s in %s; setting up".formatted(ground.version(), HOME));
      List<String> parts = List.of(PARTS.split(","));
      if (parts.contains("speed")) {
        bench.speed("analytics", Legacy.analytics(SCALE));
        bench.speed("events", Legacy.events(SCALE));
      }
      if (parts.contains("impact")) {
        bench.impact();
      }
      kept = bench.report();
    }
    System.exit(kept ? 0 : 1);
  }

  private void speed(String database, Legacy legacy) {
    make(database, legacy);
    ground.executeAsSuperuser(database, "checkpoint");
    double floor = new Floor(ground, database, legacy).measure();
    add(database + ": by hand", "s", floor, Double.NaN);
    List<String> options = new ArrayList<>(legacy.options());
    options.add("pace=fast");
    ground.executeAsSuperuser(database, "checkpoint");
    Whole whole = migrate(database, legacy, options);
    double verification = phaseSeconds(database, "verified");
    phases(database);
    add(database + ": start to verified", "s", whole.seconds(), Double.NaN);
    add(
        database + ": the same less the verification, against by hand",
        "",
        (whole.seconds() - verification) / floor,
        1.25);
    add(database + ": verification, against by hand", "", verification / floor, 0.5);
    add(database + ": the process", "MB", whole.megabytes(), 250);
    ground.dropDatabase(database);
  }

  private void make(String database, Legacy legacy) {
    ground.createDatabase(database, "template0");
    ground.execute(database, legacy.make().toArray(String[]::new));
    kalends(database, "install");
    say(
        "%s: %s rows, %s, with indexes %s"
            .formatted(
                legacy.name(),
                ground.value(database, "select count(*) from " + legacy.name()),
                size(database, "pg_relation_size", legacy),
                size(database, "pg_total_relation_size", legacy)));
  }

  private String size(String database, String function, Legacy legacy) {
    return ground.value(
        database, "select pg_size_pretty(%s('%s'))".formatted(function, legacy.name()));
  }

  private Whole migrate(String database, Legacy legacy, List<String> options) {
    List<String> command = new ArrayList<>(List.of("run", "migrate", "table=" + legacy.name()));
    command.addAll(options);
    return kalends(database, command.toArray(String[]::new));
  }

  /** From the phase before to this one. */
  private double phaseSeconds(String database, String phase) {
    return Double.parseDouble(
        ground.value(
            database,
            """
            select extract(epoch from min(l.at) - (select max(b.at) from kalends.ledger b where b.action like 'migrate: %%' and b.id < min(l.id)))
            from kalends.ledger l where l.action = 'migrate: %s'\
            """
                .formatted(phase)));
  }

  private void phases(String database) {
    say(
        ground.value(
            database,
            """
            select string_agg(format('%s %s s', substring(p.action from 10), round(extract(epoch from p.at - p.before), 1)), ', ' order by p.id)
            from (select l.*, lag(l.at) over (order by l.id) as before from kalends.ledger l where l.action like 'migrate: %') p
            where p.before is not null\
            """));
  }

  private void impact() throws Exception {
    Legacy legacy = Legacy.analytics(SCALE);
    make("busy", legacy);
    ground.executeAsSuperuser("busy", "checkpoint");
    Impact impact = new Impact(ground, "busy", legacy, this::aside);
    impact.measure();
    impact.print();
    add("p99 of the application, beside a migration against alone", "", impact.ratio(), 2);
    add("p99 of the application beside a migration", "ms", impact.p99(), 50);
    add("its worst stall from start to after the cut-over", "ms", impact.worst(), 200);
    add("ACCESS EXCLUSIVE held at the cut-over", "ms", impact.heldMs(), 100);
    add("time left as told after a tenth, off by", "%", impact.etaError(), 20);
    add("writes of the application that failed", "", impact.failures(), 0);
  }

  private Whole kalends(String database, String... arguments) {
    return Whole.of(ground.url(database), OUTPUT, arguments);
  }

  private Whole aside(String database, String... arguments) {
    return Whole.aside(ground.url(database), OUTPUT, arguments);
  }

  private void add(String what, String unit, double value, double limit) {
    Reading reading = new Reading(what, unit, value, limit);
    readings.add(reading);
    say(reading.line());
  }

  private boolean report() throws IOException {
    String facts =
        "\"server\": \"PostgreSQL %s\", \"scale\": %s".formatted(ground.version(), SCALE);
    return Reading.report(readings, facts, Path.of("target", "bench-migration.json"));
  }

  static void say(String line) {
    System.out.println(line);
  }
}
