package io.kalends.postgres;

import io.kalends.domain.LockBudget;
import io.kalends.domain.Migration;
import io.kalends.domain.Obstacle;
import io.kalends.domain.Ticker;
import io.kalends.postgres.ProtocolDoor.NothingKept;
import io.kalends.postgres.ProtocolDoor.Passage;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a migration up to its verification, each one transaction: fence, locks within the
 * budget, one function of the schema, commit. What a step does, and why no write is lost by it, is
 * told by its function.
 */
public final class Protocol {

  private static final Sql PREPARE = Sql.of("protocol/prepare");
  private static final Sql CAPTURE = Sql.of("protocol/capture");
  private static final Sql COPY_RANGE = Sql.of("protocol/copy_range");
  private static final Sql RESTART_COPY = Sql.of("protocol/restart_copy");
  private static final Sql END_COPY = Sql.of("protocol/end_copy");
  private static final Sql END_INDEX = Sql.of("protocol/end_index");
  private static final Sql DRAIN = Sql.of("protocol/drain");
  private static final Sql START_MIRROR = Sql.of("protocol/start_mirror");
  private static final Sql REPAIR = Sql.of("protocol/repair");

  private static final String SHARE_ROW_EXCLUSIVE = "SHARE ROW EXCLUSIVE";

  private final ProtocolDoor door;

  public Protocol(DataSource dataSource, LockBudget budget, Ticker ticker, RandomGenerator random) {
    this.door = new ProtocolDoor(dataSource, budget, ticker, random);
  }

  /** What the copying of one range brought, and what is left of its stripe. */
  public record Range(long rows, boolean finished, long leftBlocks) {}

  /** How many keys were taken from the log, and how many are left in it. */
  public record Drained(long keys, long left) {}

  /**
   * Plans a migration of the mandate's table and looks what stands in its way. If anything does,
   * all of it is returned and nothing is left of the plan.
   */
  public List<Obstacle> create(Mandate mandate, Map<String, String> options) {
    List<Obstacle> found = new ArrayList<>();
    try {
      door.pass(
          Passage.of("migrate.plan", mandate),
          connection -> {
            long id = MigrationPlans.create(connection, mandate.table().toString(), options);
            found.clear();
            found.addAll(MigrationPlans.obstacles(connection, id, true));
            if (!found.isEmpty()) {
              throw new NothingKept("it would not work");
            }
            return 0;
          });
    } catch (NothingKept inTheWay) {
      return found;
    }
    return found;
  }

  public void prepare(Mandate mandate, long id) {
    door.pass(
        Passage.of("migrate.prepare", mandate).booked("prepare"),
        connection -> call(connection, PREPARE, Map.of("id", id)));
  }

  public void capture(Mandate mandate, Migration migration) {
    door.pass(
        Passage.of("migrate.capture", mandate)
            .booked("capture")
            .locking(SHARE_ROW_EXCLUSIVE, migration.live().toString()),
        connection -> call(connection, CAPTURE, Map.of("id", migration.id())));
  }

  /** Copies the next {@code blocks} of a stripe, with its watermark. */
  public Range copyRange(Mandate mandate, long id, int stripe, int blocks) {
    List<Range> copied = new ArrayList<>(1);
    Map<String, ?> values = Map.of("id", id, "stripe", stripe, "blocks", blocks);
    door.pass(
        Passage.of("migrate.copy", mandate),
        connection -> {
          copied.clear();
          copied.addAll(Database.query(connection, COPY_RANGE, values, Protocol::range));
          return copied.getFirst().rows();
        });
    return copied.getFirst();
  }

  private static Range range(Row row) {
    return new Range(row.bigint("copied"), row.bool("finished"), row.bigint("left_blocks"));
  }

  public void restartCopy(Mandate mandate, Migration migration, String why) {
    door.pass(
        Passage.of("migrate.restart", mandate)
            .booked("restart copy")
            .unbounded()
            .locking(SHARE_ROW_EXCLUSIVE, migration.live().toString()),
        connection -> call(connection, RESTART_COPY, Map.of("id", migration.id(), "why", why)));
  }

  /** Purges the shadow of what was touched. */
  public void endCopy(Mandate mandate, long id) {
    door.pass(
        Passage.of("migrate.purge", mandate).booked("purge"),
        connection -> call(connection, END_COPY, Map.of("id", id)));
  }

  /** Builds an index of one partition, or analyzes: on tables that nobody uses yet. */
  public void execute(Mandate mandate, String action, String sql) {
    door.pass(
        Passage.of("migrate." + action, mandate).booked(action, sql),
        connection -> {
          ProtocolDoor.execute(connection, sql);
          return 0;
        });
  }

  /** The shadow adopts its indexes. */
  public void endIndex(Mandate mandate, long id) {
    door.pass(
        Passage.of("migrate.adopt", mandate),
        connection -> call(connection, END_INDEX, Map.of("id", id)));
  }

  /** Applies the oldest entries of the log. */
  public Drained drain(Mandate mandate, long id, int most) {
    List<Drained> drained = new ArrayList<>(1);
    Map<String, ?> values = Map.of("id", id, "most", most);
    door.pass(
        Passage.of("migrate.drain", mandate).repeatableRead(),
        connection -> {
          drained.clear();
          drained.addAll(
              Database.query(
                  connection,
                  DRAIN,
                  values,
                  row -> new Drained(row.bigint("keys"), row.bigint("left_keys"))));
          return drained.getFirst().keys();
        });
    return drained.getFirst();
  }

  /** False when more than {@code most} keys are left in the log: apply them first. */
  public boolean startMirror(Mandate mandate, Migration migration, int most) {
    Map<String, ?> values = Map.of("id", migration.id(), "most", most);
    Passage passage =
        Passage.of("migrate.mirror", mandate)
            .booked("mirror")
            .locking(SHARE_ROW_EXCLUSIVE, migration.live().toString());
    try {
      door.pass(passage, connection -> call(connection, START_MIRROR, values));
      return true;
    } catch (NothingKept tooMuchLeft) {
      return false;
    }
  }

  /** Applies what a mirror that failed has left in the log. */
  public void mend(Mandate mandate, Migration migration) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", migration.id());
    values.put("most", null);
    door.pass(
        Passage.of("migrate.drain", mandate)
            .booked("mend mirror")
            .locking(SHARE_ROW_EXCLUSIVE, migration.live().toString()),
        connection ->
            Database.query(connection, DRAIN, values, row -> row.bigint("keys")).getFirst());
  }

  /** Puts the keys that differ into the log, from which {@link #mend} applies them. */
  public long logDifferences(Mandate mandate, long id) {
    return door.pass(
        Passage.of("migrate.repair", mandate).booked("repair"),
        connection ->
            Database.query(connection, REPAIR, Map.of("id", id), row -> row.bigint("repaired"))
                .getFirst());
  }

  private static long call(Connection connection, Sql sql, Map<String, ?> values)
      throws SQLException {
    Database.query(connection, sql, values, row -> sql);
    return 0;
  }
}
