package io.kalends.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * {@code make bench-serve}: 50 clients read {@code health} and {@code list} from one server over
 * 100 tables of 41 partitions, while one maintenance after the other creates, analyzes, drops and
 * records. Clients, server, database and runs share this machine. Prints a table, writes {@code
 * target/bench-serve.json}, ends 1 when a limit is not kept.
 *
 * <p>{@code -Dminutes=5} says how long, {@code -Dpause=200} how many milliseconds a client reads
 * before it asks again.
 */
final class ServeBench {

  private static final int CLIENTS = 50;
  private static final double MINUTES = Double.parseDouble(System.getProperty("minutes", "5"));
  private static final long PAUSE = Long.getLong("pause", 200);
  private static final Path HOME = Path.of("target", "bench-serve").toAbsolutePath();
  private static final Path OUTPUT = Path.of("target", "bench-serve.log").toAbsolutePath();
  private static final Path SERVED = Path.of("target", "bench-served.log").toAbsolutePath();
  private static final String DATABASE = "served";

  /** Of ten tables, so that each run has something to create. */
  private static final String DROP_AHEAD =
      """
      do $$ declare p record; begin
        for p in select * from kalends.partitions where table_name like 't_0' and lower_bound > now() loop
          execute format('drop table %I.%I', p.partition_schema, p.partition_name);
        end loop;
      end $$\
      """;

  private final Ground ground;
  private final List<Reading> readings = new ArrayList<>();
  private final List<Double> megabytes = new ArrayList<>();
  private int runs;

  private ServeBench(Ground ground) {
    this.ground = ground;
  }

  public static void main(String[] arguments) throws Exception {
    boolean kept;
    try (Ground ground = new Ground(HOME)) {
      ServeBench bench = new ServeBench(ground);
      bench.prepare();
      bench.measure();
      String facts =
          "\"server\": \"PostgreSQL %s\", \"minutes\": %s".formatted(ground.version(), MINUTES);
      kept = Reading.report(bench.readings, facts, Path.of("target", "bench-serve.json"));
    }
    System.exit(kept ? 0 : 1);
  }

  private void prepare() {
    System.out.printf("PostgreSQL %s in %s; setting up%n", ground.version(), HOME);
    ground.createDatabase(DATABASE, "template0");
    Tables.makeMonthly(ground, DATABASE);
    kalends("install");
    ground.execute(
        DATABASE,
        "select kalends.register(c.relname::text, '{\"retention_months\": null}')"
            + " from pg_class c where c.relkind = 'p'");
  }

  private void measure() throws Exception {
    String token = UUID.randomUUID().toString();
    add("from the start of serve until it is ready", "s", start(token), 3);
    try (Served served = Served.start(ground.url(DATABASE), freePort(), token, SERVED)) {
      Thread memory = Thread.ofPlatform().daemon().start(() -> watch(served));
      long start = System.nanoTime();
      Readers readers = new Readers(served.url(), token, CLIENTS, Tables.MANY, PAUSE);
      double seconds;
      try (readers) {
        maintain(start);
        seconds = (System.nanoTime() - start) / 1e9;
      }
      memory.interrupt();
      memory.join();
      report(readers, seconds);
    }
  }

  /** The median of five. */
  private double start(String token) throws Exception {
    double[] seconds = new double[5];
    for (int round = 0; round < seconds.length; round++) {
      try (Served served = Served.start(ground.url(DATABASE), freePort(), token, SERVED)) {
        seconds[round] = served.readySeconds();
      }
    }
    return Figure.median(seconds);
  }

  /** One run after the other, each with work to do, until the time is over. */
  private void maintain(long start) throws InterruptedException {
    LocalDate day = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(1);
    kalends("run", "maintenance");
    runs++;
    ground.execute(DATABASE, "update kalends.partition_config set retention_months = 12");
    while ((System.nanoTime() - start) / 60e9 < MINUTES) {
      kalends("run", "maintenance", "--max-drops", "5", "--as-of", day.toString());
      runs++;
      day = day.plusDays(1);
      ground.execute(DATABASE, DROP_AHEAD);
      Thread.sleep(1000);
    }
  }

  private void watch(Served served) {
    try {
      while (!Thread.interrupted()) {
        synchronized (megabytes) {
          megabytes.add(served.megabytes());
        }
        Thread.sleep(1000);
      }
    } catch (InterruptedException | IOException e) {
      return; // it has ended, or is to end
    }
  }

  private void report(Readers readers, double seconds) {
    print("health", readers.health(), seconds);
    print("list", readers.list(), seconds);
    System.out.printf("%d runs of maintenance beside them%n", runs);
    readers.refusals().forEach((what, many) -> System.out.println(many + " times " + what));
    add("p99 of health", "ms", readers.health().percentile(99), 250);
    add("p99 of list", "ms", readers.list().percentile(99), 250);
    add("answers that were none", "", readers.refusals().size(), 0);
    add("memory at the end", "MB", mean(0.8, 1.0), Double.NaN);
    add("the same, against a fifth of the time", "", mean(0.8, 1.0) / mean(0.2, 0.4), 1.1);
  }

  private static void print(String what, Histogram times, double seconds) {
    System.out.printf("%s: %s, %.0f a second%n", what, times.summary(), times.count() / seconds);
    times.draw().forEach(System.out::println);
  }

  /** Of the time between these parts of the whole. */
  private double mean(double from, double to) {
    synchronized (megabytes) {
      int many = megabytes.size();
      return megabytes.subList((int) (many * from), (int) (many * to)).stream()
          .mapToDouble(Double::doubleValue)
          .average()
          .orElse(Double.NaN);
    }
  }

  private void add(String what, String unit, double value, double limit) {
    Reading reading = new Reading(what, unit, value, limit);
    readings.add(reading);
    System.out.println(reading.line());
  }

  private void kalends(String... arguments) {
    Whole.of(ground.url(DATABASE), OUTPUT, arguments);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
