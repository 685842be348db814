package io.kalends.drill;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Migrations are killed, stopped and disturbed while an application writes; {@code make
 * drill-migration}, and a sample of it in {@code make drill-sample}.
 */
@Tag("drill")
class MigrationDrill {

  private final DrillSettings settings = DrillSettings.current();
  private final MigrationCounts counts = MigrationCounts.of(settings);

  @Test
  void whateverHappensToAMigrationTheNextStartGoesOnAndNothingIsLost() {
    assumeThat(Boolean.getBoolean("kalends.test.containers")).as("it stops its server").isFalse();
    List<String> names = settings.partsOf(DrillSettings.MIGRATION);
    assumeThat(names).as("parts of this drill").isNotEmpty();
    System.out.println("seed " + settings.seed());
    Figures figures = new Figures(System.out);
    try (MigrationFixture fixture = new MigrationFixture()) {
      figures.say("the program and databases in three phases are there");
      List<Part> parts = names.stream().flatMap(name -> part(name, fixture, figures)).toList();
      new RoundExecutor("MigrationDrill", settings, figures, System.out).play(parts);
    }
  }

  private Stream<Part> part(String name, MigrationFixture fixture, Figures figures) {
    MigrationCrashes crashes = new MigrationCrashes(fixture, figures, settings);
    MigrationDisturbances disturbances = new MigrationDisturbances(fixture, figures);
    var random = settings.random(name);
    return switch (name) {
      case "failpoints" -> Stream.of(crashes.atFailpoints(counts.failpoints(), counts.hits()));
      case "kills" -> Stream.of(crashes.atRandomInstants(counts.kills(), random));
      case "trips" -> Stream.of(disturbances.roundTrips(counts.trips(), random));
      case "wire" -> Stream.of(disturbances.breakConnections(counts.wires(), random));
      case "rewrite" -> Stream.of(disturbances.rewrite(counts.rewrites(), random));
      case "disk" ->
          settings.playsTheSlow(name)
              ? Stream.of(disturbances.fillTheDisk(counts.disks(), random))
              : Stream.empty();
      case "server" -> Stream.of(crashes.stopTheServer(counts.stops(), random));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
