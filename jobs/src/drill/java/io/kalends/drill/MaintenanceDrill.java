package io.kalends.drill;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs of the maintenance are killed, paused, stopped and run beside each other; {@code make
 * drill-maintenance}, and a sample of it in {@code make drill-sample}.
 */
@Tag("drill")
class MaintenanceDrill {

  private final DrillSettings settings = DrillSettings.current();
  private final MaintenanceCounts counts = MaintenanceCounts.of(settings);

  @Test
  void afterAnyDisturbanceTheNextStartFinishesTheWorkAndNothingIsDoneTwice() {
    assumeThat(Boolean.getBoolean("kalends.test.containers")).as("it stops its server").isFalse();
    List<String> names = settings.partsOf(DrillSettings.MAINTENANCE);
    assumeThat(names).as("parts of this drill").isNotEmpty();
    System.out.println("seed " + settings.seed());
    Figures figures = new Figures(System.out);
    try (MaintenanceFixture fixture = new MaintenanceFixture(counts.tables())) {
      figures.say("the program and a database are there");
      MaintenanceCrashes crashes = new MaintenanceCrashes(fixture, figures);
      figures.say("an undisturbed run takes %d ms".formatted(crashes.undisturbedMs()));
      List<Part> parts = names.stream().flatMap(name -> part(name, fixture, crashes)).toList();
      new RoundExecutor("MaintenanceDrill", settings, figures, System.out).play(parts);
    }
  }

  private Stream<Part> part(String name, MaintenanceFixture fixture, MaintenanceCrashes crashes) {
    ConcurrentRuns together = new ConcurrentRuns(fixture, crashes);
    var random = settings.random(name);
    return switch (name) {
      case "failpoints" ->
          Stream.of(
              new MaintenanceFailpoints(fixture, crashes, settings)
                  .some(counts.failpoints(), counts.hits()));
      case "kills" -> Stream.of(crashes.atRandomInstants(counts.kills(), random));
      case "zombies" ->
          Stream.of(new Zombies(fixture, crashes).pauseAndContinue(counts.zombies(), random));
      case "stops" -> Stream.of(new SigtermStops(fixture, crashes).part(counts.others(), random));
      case "two" -> Stream.of(together.twoAtOnce(counts.others(), random));
      case "twenty" ->
          settings.playsTheSlow(name) ? Stream.of(together.twentyTables()) : Stream.empty();
      case "launchers" -> Stream.of(together.manyLaunchers(counts.launcherRounds(), random));
      case "server" -> Stream.of(crashes.stopTheServer(counts.others(), random));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
