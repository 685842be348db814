package io.kalends.drill;

import io.kalends.drill.MigrationFixture.Begun;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The job that is disturbed, and what has happened before, so that it does what it is to be
 * disturbed at.
 *
 * @param most how often the disturbed instant comes at least
 */
record DisturbedJob(Begun begun, String job, String[] options, int most, Before before) {

  /** What has to happen first. */
  private enum Before {
    NOTHING,
    COPY_MUST_START_AGAIN,
    TABLES_DIFFER
  }

  private static final List<DisturbedJob> ALL =
      List.of(
          new DisturbedJob(Begun.MONOLITH, "migrate", new String[0], 1, Before.NOTHING),
          new DisturbedJob(Begun.MONOLITH, "migrate", new String[0], 1, Before.NOTHING),
          new DisturbedJob(Begun.VERIFIED, "cutover", new String[0], 1, Before.NOTHING),
          new DisturbedJob(Begun.CUT_OVER, "rollback", new String[0], 1, Before.NOTHING),
          new DisturbedJob(
              Begun.CUT_OVER, "retire", new String[] {"force=true"}, 1, Before.NOTHING));

  /** The job that comes to this failpoint. */
  static DisturbedJob of(String failpoint) {
    String[] none = new String[0];
    return switch (failpoint.replaceFirst("\\.(before|after)_commit$", "")) {
      case "migrate.copy" -> new DisturbedJob(Begun.MONOLITH, "migrate", none, 2, Before.NOTHING);
      case "migrate.index", "migrate.analyze" ->
          new DisturbedJob(Begun.MONOLITH, "migrate", none, 6, Before.NOTHING);
      case "migrate.restart" ->
          new DisturbedJob(Begun.MONOLITH, "migrate", none, 1, Before.COPY_MUST_START_AGAIN);
      case "migrate.repair" ->
          new DisturbedJob(
              Begun.VERIFIED, "verify", new String[] {"repair=true"}, 1, Before.TABLES_DIFFER);
      case "cutover.beside", "cutover.swap" ->
          new DisturbedJob(Begun.VERIFIED, "cutover", none, 1, Before.NOTHING);
      case "rollback.beside", "rollback.swap" ->
          new DisturbedJob(Begun.CUT_OVER, "rollback", none, 1, Before.NOTHING);
      case "rollback.give_up" ->
          new DisturbedJob(
              Begun.VERIFIED, "rollback", new String[] {"give_up=true"}, 1, Before.NOTHING);
      case "retire.audit", "retire.retire" ->
          new DisturbedJob(
              Begun.CUT_OVER,
              "retire",
              failpoint.startsWith("retire.audit") ? none : new String[] {"force=true"},
              1,
              Before.NOTHING);
      default -> new DisturbedJob(Begun.MONOLITH, "migrate", none, 1, Before.NOTHING);
    };
  }

  /** Any job of the way there and back. */
  static DisturbedJob any(RandomGenerator random) {
    return ALL.get(random.nextInt(ALL.size()));
  }

  /** Which time the failpoint is to be reached. */
  int hit(RandomGenerator random) {
    return 1 + random.nextInt(most);
  }

  void prepare(MigrationUnderWrites migration) {
    switch (before) {
      case NOTHING -> {
        // the job does what it does
      }
      case COPY_MUST_START_AGAIN -> {
        ProgramProcess killed =
            migration.begin(Map.of("KALENDS_FAILPOINT", "migrate.copy.after_commit"), "migrate");
        killed.mustEndWith(ProgramProcess.KILLED);
        migration.execute("vacuum full public.\"Reading\"");
      }
      case TABLES_DIFFER ->
          migration.execute(
              "delete from public.reading_new where id in (select id from public.reading_new order"
                  + " by id limit 20)");
    }
    if (job.equals("retire") && options.length == 0) {
      migration.execute("update kalends.migration set retire_after = now()");
    }
  }
}
