package io.kalends.drill;

import io.kalends.postgres.Failpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Ends runs at named instants, before and after each commit and each statement without a
 * transaction.
 */
final class AtFailpoints {

  /** Which time a failpoint is reached: early, late and in between. */
  private static final int[] HITS = {1, 7, 23, 2, 3, 5, 11, 4, 13, 17};

  private static final String ONLY = System.getProperty("drill.failpoints", ".*");
  private static final int IN_A_ROW = 3;

  private final Stage stage;
  private final Figures figures;
  private final Crashes crashes;

  AtFailpoints(Stage stage, Figures figures, Crashes crashes) {
    this.stage = stage;
    this.figures = figures;
    this.crashes = crashes;
  }

  /** Every named failpoint, {@code times} times. */
  void each(int times) {
    Lanes.play(
        Failpoint.names().stream()
            .filter(name -> name.matches(ONLY))
            .<Runnable>map(name -> () -> atFailpoint(name, times))
            .toList());
  }

  /** So many kills, up to three in a row before a start is left to its work. */
  private void atFailpoint(String name, int times) {
    for (int[] kills = {0}; kills[0] < times; ) {
      List<Integer> hits = new ArrayList<>();
      for (int i = kills[0]; i < Math.min(kills[0] + IN_A_ROW, times); i++) {
        hits.add(1 + (HITS[i % HITS.length] - 1) % mostHits(name));
      }
      crashes.round(
          name,
          "KALENDS_FAILPOINT=" + name + ":n, one after the other with n of " + hits,
          target -> kills[0] += killAndMend(target, name, hits));
    }
    figures.say("%s: killed %d times".formatted(name, times));
  }

  /** Returns how many kills there were: the second may find nothing left to be killed at. */
  private int killAndMend(Target target, String name, List<Integer> hits) {
    String job = name.startsWith("vacuum.") ? "vacuum" : "maintenance";
    Crashes.prepare(target, job);
    int kills = 0;
    for (int hit : hits) {
      int at = kills == 0 ? hit : 1 + hit % 2;
      Started killed = stage.run(target, Map.of("KALENDS_FAILPOINT", name + ":" + at), job);
      int code = killed.await();
      Violation.unless(
          code == Started.KILLED || code == 0 && kills > 0,
          "at %d: the run ended with %d:\n%s",
          at,
          code,
          killed.text());
      if (code == 0) {
        break;
      }
      kills++;
    }
    figures.kills(name, kills);
    crashes.mend(target, name, job);
    return kills;
  }

  private int mostHits(String name) {
    String action = name.substring(0, name.indexOf('.'));
    return switch (action) {
      case "launch" -> 1;
      case "lease" -> 40;
      case "detach" ->
          name.endsWith("commit") ? crashes.most("plain detach") : crashes.most("detach");
      default -> crashes.most(action);
    };
  }
}
