package io.kalends.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code make bench}: sets up 100 tables of 41 partitions, and 4 of 2,500, and times whole
 * processes of the program on them; then pg_partman on the same tables, where it is installed.
 * Prints a table, writes {@code target/bench.json}, ends 1 when a limit is not kept.
 *
 * <p>Run from its source with the built program on the class path. {@code -Drounds=5} says how
 * often each is done; the median counts.
 */
final class Bench {

  private static final int ROUNDS = Integer.getInteger("rounds", 5);
  private static final Path HOME = Path.of("target", "bench").toAbsolutePath();
  private static final Path OUTPUT = Path.of("target", "bench.log").toAbsolutePath();
  private static final double NONE = Double.NaN;

  private final Ground ground;
  private final Partman partman;
  private final boolean compare;
  private final List<Figure> figures = new ArrayList<>();

  private Bench(Ground ground) {
    this.ground = ground;
    this.partman = new Partman(ground);
    this.compare = ground.hasPartman();
  }

  public static void main(String[] arguments) throws Exception {
    boolean kept;
    try (Ground ground = new Ground(HOME)) {
      Bench bench = new Bench(ground);
      bench.prepare();
      bench.idle();
      bench.create();
      bench.drop();
      bench.planOfManyPartitions();
      kept = bench.report();
    }
    System.exit(kept ? 0 : 1);
  }

  private void prepare() {
    say("PostgreSQL %s in %s; setting up".formatted(ground.version(), HOME));
    if (!compare) {
      say("pg_partman is not installed (postgresql-15-partman): no comparison");
    }
    ground.createDatabase("tables", "template0");
    Tables.makeMonthly(ground, "tables");
    ground.createDatabase("ours", "tables");
    kalends("ours", "install");
    ground.execute(
        "ours",
        "select kalends.register(c.relname::text, '{\"retention_months\": null}')"
            + " from pg_class c where c.relkind = 'p'");
    kalends("ours", "run", "maintenance");
    if (compare) {
      ground.createDatabase("theirs", "tables");
      partman.prepare("theirs");
      partman.maintain("theirs");
    }
  }

  private void idle() {
    figures("kalends plan, 100 tables of 41", 1.2, 200, () -> kalends("ours", "plan"));
    List<Whole> first = new ArrayList<>();
    List<Whole> again = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (LocalDate day : otherDays()) {
      first.add(kalends("ours", "run", "maintenance", "--as-of", day.toString()));
      again.add(kalends("ours", "run", "maintenance"));
      if (compare) {
        theirs.add(partman.maintain("theirs"));
      }
    }
    add("nothing to do, the first run of a day", "s", seconds(first), theirs, 1.5);
    add("nothing to do, the first run of a day", "MB", megabytes(first), List.of(), NONE);
    add("nothing to do, the same run again", "s", seconds(again), theirs, 1.5);
  }

  /** In the present month, so that a run as of them has nothing to create. */
  private static List<LocalDate> otherDays() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return IntStream.rangeClosed(1, today.lengthOfMonth())
        .filter(day -> day != today.getDayOfMonth())
        .mapToObj(today::withDayOfMonth)
        .limit(ROUNDS)
        .toList();
  }

  private void create() {
    List<Whole> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ground.createDatabase("ours_round", "ours");
      Tables.dropAhead(ground, "ours_round");
      ours.add(kalends("ours_round", "run", "create"));
      expect("ours_round", Tables.MANY * Tables.MONTHS);
      if (compare) {
        ground.createDatabase("theirs_round", "theirs");
        Tables.dropAhead(ground, "theirs_round");
        theirs.add(partman.maintain("theirs_round"));
        expect("theirs_round", Tables.MANY * Tables.MONTHS);
      }
    }
    add("create 600 partitions", "s", seconds(ours), theirs, NONE);
  }

  private void drop() throws SQLException {
    int left = Tables.MANY * (Tables.MONTHS - Tables.EXPIRED);
    List<Whole> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<Double> ourLocks = new ArrayList<>();
    List<Double> theirLocks = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      ground.createDatabase("ours_round", "ours");
      ground.execute("ours_round", "update kalends.partition_config set retention_months = 12");
      ourLocks.add(
          watched(
              "ours_round",
              () -> ours.add(kalends("ours_round", "run", "drop", "--max-drops", "100"))));
      expect("ours_round", left);
      if (compare) {
        ground.createDatabase("theirs_round", "theirs");
        partman.setRetention("theirs_round");
        theirLocks.add(watched("theirs_round", () -> theirs.add(partman.maintain("theirs_round"))));
        expect("theirs_round", left);
      }
    }
    add("drop 2,200 partitions", "s", seconds(ours), theirs, 10);
    add("drop 2,200 partitions", "MB", megabytes(ours), List.of(), NONE);
    add("longest ACCESS EXCLUSIVE on a parent meanwhile", "ms", ourLocks, theirLocks, 50);
  }

  private double watched(String database, Supplier<Boolean> work) throws SQLException {
    LockWatch watch = new LockWatch(ground.connect(database));
    try (watch) {
      work.get();
    }
    say(
        "%s: %d looks at the locks, %d of them more than 5 ms after the one before"
            .formatted(database, watch.looks(), watch.late()));
    return watch.longestMs();
  }

  private void planOfManyPartitions() {
    ground.createDatabase("daily", "template0");
    Tables.makeDaily(ground, "daily");
    kalends("daily", "install");
    ground.execute(
        "daily",
        "select kalends.register(c.relname::text,"
            + " '{\"retention_months\": null, \"future_partitions\": 7}')"
            + " from pg_class c where c.relkind = 'p'");
    kalends("daily", "run", "maintenance");
    figures("kalends plan, 4 tables of 2,500", 1.0, 200, () -> kalends("daily", "plan"));
  }

  private void figures(String what, double seconds, double megabytes, Supplier<Whole> work) {
    List<Whole> wholes = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      wholes.add(work.get());
    }
    add(what, "s", seconds(wholes), List.of(), seconds);
    add(what, "MB", megabytes(wholes), List.of(), megabytes);
  }

  private Whole kalends(String database, String... arguments) {
    return Whole.of(ground.url(database), OUTPUT, arguments);
  }

  private void expect(String database, long partitions) {
    long there = Tables.count(ground, database);
    if (there != partitions) {
      throw new IllegalStateException(
          "%s has %d partitions instead of %d".formatted(database, there, partitions));
    }
  }

  private static List<Double> seconds(List<Whole> wholes) {
    return wholes.stream().map(Whole::seconds).toList();
  }

  private static List<Double> megabytes(List<Whole> wholes) {
    return wholes.stream().map(Whole::megabytes).toList();
  }

  private void add(String what, String unit, List<Double> ours, List<Double> theirs, double limit) {
    Figure figure = new Figure(what, unit, array(ours), array(theirs), limit);
    figures.add(figure);
    say(figure.line());
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private boolean report() throws IOException {
    say("");
    say(Figure.header());
    figures.forEach(figure -> say(figure.line()));
    String server =
        "{\"server\": \"PostgreSQL %s\", \"processors\": %d, \"rounds\": %d, \"figures\": [%n  "
            .formatted(ground.version(), Runtime.getRuntime().availableProcessors(), ROUNDS);
    Files.writeString(
        Path.of("target", "bench.json"),
        figures.stream().map(Figure::json).collect(Collectors.joining(",\n  ", server, "\n]}\n")));
    return figures.stream().allMatch(Figure::isKept);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
