package io.kalends.postgres;

import io.kalends.domain.Blocker;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks who is in the way of a lock, before anybody has to wait for us. Takes no lock. */
final class Blockers {

  private static final Sql BLOCKERS = Sql.of("blockers/blockers");

  private Blockers() {}

  /**
   * Whose locks are asked for.
   *
   * @param referencedMode the lock on the tables that the target's foreign keys reference, if any
   * @param everyUser no lock of this mode is taken: transactions that use the target are waited for
   */
  record Wanted(
      String target, String lockMode, @Nullable String referencedMode, boolean everyUser) {

    Wanted(String target, String lockMode, @Nullable String referencedMode) {
      this(target, lockMode, referencedMode, false);
    }

    Wanted forEveryUser() {
      return new Wanted(target, lockMode, referencedMode, true);
    }

    private String notHad() {
      return everyUser
          ? "the transactions that use %s, which it waits for, did not end in time"
              .formatted(target)
          : "%s lock on %s not had in time".formatted(lockMode, target);
    }
  }

  /** Transactions in the way that have been open for at least {@code patience}, oldest first. */
  static List<Blocker> of(Connection connection, Wanted wanted, Duration patience)
      throws SQLException {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("target", wanted.target());
    values.put("lock_mode", wanted.lockMode());
    values.put("referenced_mode", wanted.referencedMode());
    values.put("patience", patience);
    return Database.query(connection, BLOCKERS, values, Blockers::blocker);
  }

  /** For people: what was wanted, who was in the way and what to do. */
  static String explain(Wanted lock, List<Blocker> blockers) {
    String wanted = lock.notHad();
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
        row.textOrNull("holder"));
  }
}
