package io.kalends.drill;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The whole drill, or a sample of it. Ends at the first violation, and says with which seed and
 * which failpoint it comes again.
 *
 * @param tables in the database, 40 or 20
 * @param failpoints how often each failpoint is hit
 * @param kills at random instants
 * @param stops of the server
 * @param pauses zombies, and stops by signal, of each kind
 * @param company rounds of many launchers at once
 */
record Drill(int tables, int failpoints, int kills, int stops, int pauses, int company) {

  private static final String PARTS = "failpoints,kills,zombies,stops,two,twenty,launchers,server";

  static final Drill FULL = new Drill(40, 10, 30, 10, 10, 100);
  static final Drill SAMPLE = new Drill(20, 1, 3, 1, 1, 4);

  void run(long seed, PrintStream out) {
    out.println("seed " + seed + " (again: -Ddrill.seed=" + seed + ")");
    RandomGenerator random = new Random(seed);
    Figures figures = new Figures(out);
    figures.fact("seed", seed);
    try (Stage stage = new Stage(tables)) {
      Crashes crashes = new Crashes(stage, figures, random);
      Company together = new Company(stage, figures, crashes, random);
      List<String> parts = List.of(System.getProperty("drill.parts", PARTS).split(","));
      for (String part : parts) {
        switch (part) {
          case "failpoints" -> new AtFailpoints(stage, figures, crashes).each(failpoints);
          case "kills" -> crashes.atRandomInstants(kills);
          case "zombies" -> new Zombies(stage, figures, crashes).pauseAndContinue(pauses);
          case "stops" -> new Stops(stage, figures, crashes, random).terminate(pauses);
          case "two" -> together.twoAtOnce(pauses);
          case "twenty" -> together.twentyTables();
          case "launchers" -> together.manyLaunchers(company);
          case "server" -> crashes.stopTheServer(stops);
          default -> throw new IllegalArgumentException(part);
        }
        figures.say(part + ": done");
      }
    } catch (Violation e) {
      figures.print();
      out.println("seed " + seed + ": " + e.getMessage());
      throw e;
    }
    figures.print();
    figures.write(Path.of("target", "drill.json"));
  }

  /**
   * {@code -Ddrill.seed} repeats a run, {@code -Ddrill.sample=true} makes it short, {@code
   * -Ddrill.parts=kills,two} plays some parts only, {@code -Ddrill.failpoints=drop.*} some
   * failpoints, and {@code -Ddrill.lanes=3} so many rounds at once.
   */
  public static void main(String[] arguments) {
    long seed = Long.getLong("drill.seed", new Random().nextLong());
    (Boolean.getBoolean("drill.sample") ? SAMPLE : FULL).run(seed, System.out);
  }
}
