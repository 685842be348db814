package io.kalends.drill;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * The drill of migrations, or a sample of it, under an application that writes. Ends at the first
 * violation, and says with which seed and which failpoint it comes again.
 *
 * @param failpoints how often each failpoint is hit
 * @param kills at random instants
 * @param stops of the server
 * @param trips there and back
 * @param troubles of each other kind
 */
record MigrationDrill(int failpoints, int kills, int stops, int trips, int troubles) {

  private static final String PARTS = "failpoints,kills,trips,wire,rewrite,disk,server";

  static final MigrationDrill FULL = new MigrationDrill(10, 100, 30, 20, 10);
  static final MigrationDrill SAMPLE = new MigrationDrill(1, 2, 1, 1, 1);

  void run(String standardParts, PrintStream out) {
    long seed = Long.getLong("drill.seed", new Random().nextLong());
    out.println("seed " + seed + " (again: -Ddrill.seed=" + seed + ")");
    RandomGenerator random = new Random(seed);
    Figures figures = new Figures(out);
    figures.fact("seed", seed);
    try (MigrationStage stage = new MigrationStage()) {
      MigrationCrashes crashes = new MigrationCrashes(stage, figures, random);
      MigrationTroubles troubled = new MigrationTroubles(stage, figures, random);
      for (String part : List.of(System.getProperty("drill.parts", standardParts).split(","))) {
        switch (part) {
          case "failpoints" -> crashes.atFailpoints(failpoints);
          case "some" -> crashes.atSomeFailpoints(5);
          case "kills" -> crashes.atRandomInstants(kills);
          case "trips" -> troubled.roundTrips(trips);
          case "wire" -> troubled.cutTheWire(3 * troubles);
          case "rewrite" -> troubled.rewrite(troubles);
          case "disk" -> troubled.fillTheDisk(troubles);
          case "server" -> crashes.stopTheServer(stops);
          default -> throw new IllegalArgumentException(part);
        }
        figures.say(part + ": done");
      }
    } catch (Violation e) {
      figures.print();
      out.println("seed " + seed + ": " + e.getMessage());
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    figures.print();
    figures.write(Path.of("target", "drill-migration.json"));
  }

  /** All parts, or those of {@code -Ddrill.parts}. */
  static void runAll(PrintStream out) {
    FULL.run(PARTS, out);
  }

  /** A little, for every build. */
  static void runSample(PrintStream out) {
    SAMPLE.run("some,trips", out);
  }

  /** Settings as of {@link Drill#main}. */
  public static void main(String[] arguments) {
    (Boolean.getBoolean("drill.sample") ? SAMPLE : FULL).run(PARTS, System.out);
  }
}
