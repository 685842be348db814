package io.kalends.job.retire;

import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.Migration;
import io.kalends.domain.Phase;
import io.kalends.job.MigrationWork;
import io.kalends.job.Undertaking;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Nothing was cut over, or the day has not come: the old table stays. */
final class RefuseWork implements MigrationWork {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm'Z'");

  static boolean isDue(Undertaking undertaking) {
    Migration migration = undertaking.now();
    return switch (migration.phase()) {
      case RETIRED -> false;
      case CUT_OVER -> migration.isKept() && !RetireJob.isForced(undertaking);
      default -> true;
    };
  }

  @Override
  public boolean pass(Undertaking undertaking, int lane) {
    Migration migration = undertaking.now();
    String shell = migration.source().forShell();
    if (migration.phase() != Phase.CUT_OVER) {
      throw new Refused(
          "the migration of %s is %s: there is no old table to retire"
              .formatted(migration.source(), migration.phase().text()),
          "see how far it is: kalends migrate status " + shell);
    }
    throw new Refused(
        "not due before %s: %s is kept until then, so that one can roll back"
            .formatted(day(migration), migration.other()),
        "wait for that day; or give up the way back now: kalends migrate retire %s --force"
            .formatted(shell));
  }

  private static String day(Migration migration) {
    return migration.retireAfter() == null
        ? "its day"
        : MINUTE.format(migration.retireAfter().withOffsetSameInstant(ZoneOffset.UTC));
  }
}
