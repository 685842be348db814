package io.kalends.postgres;

import io.kalends.domain.InTheWay;
import io.kalends.domain.LockBudget;
import io.kalends.domain.Migration;
import io.kalends.domain.Ticker;
import io.kalends.postgres.ProtocolDoor.Passage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;

/**
 * The acts by which the two tables of a migration change places, and those that end it. Each is one
 * transaction; all but the preparations take ACCESS EXCLUSIVE for a moment.
 */
public final class Swaps {

  private static final Sql BEFORE = Sql.of("swaps/before");
  private static final Sql AFTER = Sql.of("swaps/after");
  private static final Sql WAITS = Sql.of("swaps/waits");
  private static final Sql WINDOW = Sql.of("swaps/window");
  private static final Sql END_SESSION = Sql.of("swaps/end_session");
  private static final Sql SWAP = Sql.of("swaps/swap");
  private static final Sql BEFORE_GIVING_UP = Sql.of("swaps/before_giving_up");
  private static final Sql GIVE_UP = Sql.of("swaps/give_up");
  private static final Sql RETIRE = Sql.of("swaps/retire");
  private static final Sql AUDIT = Sql.of("swaps/audit");

  private static final String ACCESS_EXCLUSIVE = "ACCESS EXCLUSIVE";

  /** One try: the caller waits and looks in between. */
  private static final Duration ONCE = Duration.ofMillis(1);

  /**
   * What is to be done is thought out before the locks are there, and the locks wait no longer than
   * the budget; this is for what nobody has foreseen.
   */
  private static final String LIMIT = "set local statement_timeout = '10s'";

  private final Database database;
  private final ProtocolDoor door;
  private final Duration patience;

  public Swaps(DataSource dataSource, LockBudget budget, Ticker ticker, RandomGenerator random) {
    this.database = new Database(dataSource);
    this.door = new ProtocolDoor(dataSource, budget, ticker, random);
    this.patience = budget.patience();
  }

  /** What can be made ready before the swap, each a transaction of its own. */
  public List<String> before(long id) {
    return database.query(BEFORE, Map.of("id", id), row -> row.text("statement"));
  }

  /** What is left to be done after it. */
  public List<String> after(long id) {
    return database.query(AFTER, Map.of("id", id), row -> row.text("statement"));
  }

  /** What is too much for one transaction, and goes before the migration is given up. */
  public List<String> beforeGivingUp(long id) {
    return database.query(BEFORE_GIVING_UP, Map.of("id", id), row -> row.text("statement"));
  }

  /** Carries out one of them. */
  public void execute(Mandate mandate, String sql) {
    door.pass(
        Passage.of(mandate.job() + ".beside", mandate).booked("beside the swap", sql),
        connection -> {
          ProtocolDoor.execute(connection, sql);
          return 0;
        });
  }

  /** Whoever has an old snapshot, or a lock that is in the way. */
  public List<InTheWay> waits(long id) {
    return database.query(
        WAITS,
        Map.of("id", id, "patience", patience),
        row -> new InTheWay(row.integer("pid"), row.text("what")));
  }

  /** The windows outside of which no swap is to be made; empty when it may be made now. */
  public Optional<String> closedWindow(long id) {
    return database.query(WINDOW, Map.of("id", id), Swaps::window).getFirst();
  }

  private static Optional<String> window(Row row) {
    return row.bool("open") ? Optional.empty() : Optional.of(row.text("windows"));
  }

  /** Ends a session if it is in the way of the swap; false if it is not, or not any more. */
  public boolean endSession(long id, int pid) {
    return database
        .first(END_SESSION, Map.of("id", id, "pid", pid), row -> row.bool("ended"))
        .orElse(false);
  }

  /** Tries once to let the tables change places. */
  public void swap(Mandate mandate, Migration migration) {
    String expected = migration.phase().text();
    pass(mandate, migration, "swap", Map.of("id", migration.id(), "expected", expected), SWAP);
  }

  /** Tries once to take triggers, log and shadow away. */
  public void giveUp(Mandate mandate, Migration migration) {
    pass(mandate, migration, "give up", Map.of("id", migration.id()), GIVE_UP);
  }

  /** Tries once to take the mirror and the old table away. */
  public void retire(Mandate mandate, Migration migration, boolean force) {
    pass(mandate, migration, "retire", Map.of("id", migration.id(), "force", force), RETIRE);
  }

  private void pass(
      Mandate mandate, Migration migration, String action, Map<String, ?> values, Sql act) {
    door.pass(
        Passage.of(mandate.job() + "." + action.replace(' ', '_'), mandate)
            .booked(action)
            .locking(ACCESS_EXCLUSIVE, live(migration))
            .unbounded()
            .triedFor(ONCE),
        connection -> {
          ProtocolDoor.execute(connection, LIMIT);
          Database.query(connection, act, values, row -> act);
          return 0;
        });
  }

  /**
   * Compares the two tables in one snapshot and notes what was found.
   *
   * @param stop asked meanwhile; true ends the comparison
   * @return whether they are equal; empty when it was stopped
   */
  public Optional<Boolean> audit(Mandate mandate, long id, BooleanSupplier stop) {
    try {
      long equal =
          door.pass(
              Passage.of(mandate.job() + ".audit", mandate).repeatableRead(),
              connection -> audit(connection, id, stop));
      return Optional.of(equal == 1);
    } catch (ProtocolDoor.NothingKept stopped) {
      return Optional.empty();
    }
  }

  private static long audit(Connection connection, long id, BooleanSupplier stop)
      throws SQLException {
    SideBySide.Part<List<Boolean>> part =
        new SideBySide.Part<>(
            connection,
            () -> Database.query(connection, AUDIT, Map.of("id", id), row -> row.bool("equal")));
    return SideBySide.run(List.of(part), stop)
            .orElseThrow(() -> new ProtocolDoor.NothingKept("stopped"))
            .getFirst()
            .contains(true)
        ? 1
        : 0;
  }

  private static String live(Migration migration) {
    return migration.live().toString();
  }
}
