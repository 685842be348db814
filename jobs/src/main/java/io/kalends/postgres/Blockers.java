package io.kalends.postgres;

import io.kalends.domain.Blocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Looks who is in the way of a lock, before anybody has to wait for us. Takes no lock. */
final class Blockers {

  private static final Sql BLOCKERS = Sql.of("blockers/blockers");

  private Blockers() {}

  /** Transactions in the way that have been open for at least {@code patience}, oldest first. */
  static List<Blocker> of(Connection connection, String target, String lockMode, Duration patience)
      throws SQLException {
    return Database.query(
        connection,
        BLOCKERS,
        Map.of("target", target, "lock_mode", lockMode, "patience", patience),
        Blockers::blocker);
  }

  /** For people: what was wanted, who was in the way and what to do. */
  static String explain(String target, String lockMode, List<Blocker> blockers) {
    String wanted = "%s lock on %s not had in time".formatted(lockMode, target);
    if (blockers.isEmpty()) {
      return wanted
          + ": the holders came and went. Run again in a quieter hour, or raise"
          + " kalends.lock-deadline.";
    }
    Blocker first = blockers.getFirst();
    String others = blockers.size() == 1 ? "" : " (and %d more)".formatted(blockers.size() - 1);
    return wanted + ": %s%s. %s.".formatted(first.describe(), others, first.mend());
  }

  private static Blocker blocker(Row row) {
    return new Blocker(
        row.integer("pid"),
        row.textOrNull("query"),
        row.textOrNull("state"),
        row.intervalOrNull("age"),
        row.textOrNull("lock_mode"),
        row.textOrNull("application_name"));
  }
}
