package io.kalends.drill;

import io.kalends.postgres.Failpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Ends runs at named instants, before and after each commit and each statement without a
 * transaction.
 */
final class MaintenanceFailpoints {

  /** Which time a failpoint is reached: early, late and in between. */
  private static final int[] HITS = {1, 7, 23, 2, 3, 5, 11, 4, 13, 17};

  private final MaintenanceFixture fixture;
  private final MaintenanceCrashes crashes;
  private final DrillSettings settings;

  MaintenanceFailpoints(
      MaintenanceFixture fixture, MaintenanceCrashes crashes, DrillSettings settings) {
    this.fixture = fixture;
    this.crashes = crashes;
    this.settings = settings;
  }

  /** So many of the named failpoints, drawn, each of them {@code times} times. */
  Part some(int many, int times) {
    List<Part.Round> rounds =
        settings.drawFailpoints(Failpoint.names(), many).stream()
            .map(name -> new Part.Round(name, () -> atFailpoint(name, times)))
            .toList();
    return new Part("failpoints", false, 6, rounds);
  }

  /** So many kills, up to three in a row before a start is left to its work. */
  private void atFailpoint(String name, int times) {
    RandomGenerator random = settings.random(name);
    int first = random.nextInt(HITS.length);
    int[] kills = {0};
    do {
      List<Integer> hits = new ArrayList<>();
      int inARow = DrillSettings.killsInARow(times, times - kills[0], random);
      for (int i = kills[0]; i < kills[0] + inARow; i++) {
        hits.add(1 + (HITS[(first + i) % HITS.length] - 1) % crashes.mostHits(name));
      }
      crashes.round(
          name,
          "KALENDS_FAILPOINT=" + name + ":n, one after the other with n of " + hits,
          target -> kills[0] += killAndStartAgain(target, name, hits));
    } while (kills[0] < times);
  }

  /** Returns how many kills there were: the second may find nothing left to be killed at. */
  private int killAndStartAgain(RoundDatabase target, String name, List<Integer> hits) {
    String job = name.startsWith("vacuum.") ? "vacuum" : "maintenance";
    MaintenanceCrashes.prepare(target, job);
    int kills = 0;
    for (int hit : hits) {
      int at = kills == 0 ? hit : 1 + hit % 2;
      ProgramProcess killed =
          fixture.run(target, Map.of("KALENDS_FAILPOINT", name + ":" + at), job);
      int code = killed.await();
      Violation.unless(
          code == ProgramProcess.KILLED || code == 0 && kills > 0,
          "at %d: the run ended with %d:\n%s",
          at,
          code,
          killed.text());
      if (code == 0) {
        break;
      }
      kills++;
    }
    crashes.figures().kills(name, kills);
    crashes.startAgain(target, name, job);
    return kills;
  }
}
