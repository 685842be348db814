package io.kalends.protocol;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Kalends in an order: the next step is what the phase asks for, each in a transaction of its own
 * that ends in a step of its own, so that the application may come between.
 */
final class Migrator implements Actor.Script {
  private static final Set<String> AGAIN = Set.of("40001", "40P01", "23505", "55P03", "KA006");

  private final Ground ground;
  private final RandomGenerator random;
  private final List<String> failures = new ArrayList<>();
  private final Deque<String> waiting = new ArrayDeque<>();
  private final int mostSteps;
  private int swapsLeft;
  private String last = "";
  private boolean verified;
  private boolean readied;
  private boolean inTransaction;
  private boolean restart;
  private int steps;

  /** So many times the tables change places, forth, back and forth. */
  Migrator(Ground ground, RandomGenerator random, int swaps) {
    this.swapsLeft = swaps;
    this.mostSteps = 100 + 100 * swaps;
    this.ground = ground;
    this.random = random;
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public Optional<String> next() throws SQLException {
    try {
      return step();
    } catch (SQLException e) {
      if (Ground.BUSY.contains(e.getSQLState())) {
        return Optional.of("select 'not now: somebody has the table'");
      }
      throw e;
    }
  }

  private Optional<String> step() throws SQLException {
    if (!failures.isEmpty()) {
      return Optional.empty();
    }
    if (inTransaction) {
      return Optional.of("commit");
    }
    if (++steps > mostSteps) {
      failures.add("the migration comes to no end: it is " + ground.phase());
      return Optional.empty();
    }
    return waiting.isEmpty()
        ? act().map(sql -> "begin isolation level " + sql)
        : Optional.of("begin isolation level read committed; " + waiting.peekFirst());
  }

  private Optional<String> act() throws SQLException {
    long id = ground.id();
    String phase = ground.phase();
    if (restart) {
      return Optional.of("read committed; select kalends.restart_copy(%d, 'test')".formatted(id));
    }
    return switch (phase) {
      case "prepared" -> readCommitted("kalends.capture_migration(%d)", id);
      case "capturing" -> copy(id);
      case "copied" -> Optional.of("read committed; " + index(id));
      case "indexed" ->
          random.nextInt(3) == 0
              ? readCommitted("kalends.start_mirror(%d, 100)", id)
              : Optional.of(
                  "%s; select kalends.drain_capture(%d, %d)"
                      .formatted(
                          random.nextBoolean() ? "repeatable read" : "read committed",
                          id,
                          1 + random.nextInt(3)));
      default -> mend(id);
    };
  }

  private static Optional<String> readCommitted(String call, long id) {
    return Optional.of("read committed; select " + call.formatted(id));
  }

  private Optional<String> copy(long id) throws SQLException {
    List<String> stripes =
        ground.rows("select stripe from kalends.migration_stripe where not finished");
    return stripes.isEmpty()
        ? readCommitted("kalends.end_copy(%d)", id)
        : Optional.of(
            "read committed; select kalends.copy_range(%d, %s, 1)"
                .formatted(id, stripes.get(random.nextInt(stripes.size()))));
  }

  private String index(long id) throws SQLException {
    List<String> statements =
        ground.rows("select statement from kalends.index_statements(%d)".formatted(id));
    return String.join("; ", statements) + "; select kalends.end_index(%d)".formatted(id);
  }

  /** What is left in the log of a mirror that failed is brought over; then the next swap. */
  private Optional<String> mend(long id) throws SQLException {
    String phase = ground.phase();
    if (!ground.rows("select kalends.log_length(%d)".formatted(id)).getFirst().equals("0")) {
      return readCommitted("kalends.drain_capture(%d)", id);
    }
    if (swapsLeft == 0) {
      return Optional.empty();
    }
    if (!verified || phase.equals("mirroring")) {
      verified = true;
      if (!readied) {
        readied = true;
        waiting.addAll(
            ground.rows("select unnest(kalends.before_swap_statements(%d))".formatted(id)));
      }
      return readCommitted(
          "kalends.note_verification(%1$d, (select coalesce(jsonb_agg(c), '[]') from"
              + " kalends.compare(%1$d) c), 1)",
          id);
    }
    return readCommitted("kalends.swap(%d, '" + phase + "')", id);
  }

  @Override
  public void done(String step, Optional<SQLException> error) {
    if (error.isEmpty() && step.equals("commit")) {
      swapsLeft -= last.contains("kalends.swap(") ? 1 : 0;
      waiting.removeIf(statement -> last.endsWith(statement));
    }
    last = step;
    inTransaction = error.isEmpty() && step.startsWith("begin");
    String state = error.map(SQLException::getSQLState).orElse("");
    if (error.isEmpty()) {
      restart &= !step.contains("restart_copy");
      verified &= !step.contains("kalends.swap(");
      readied &= !step.contains("kalends.swap(");
    } else if (state.equals("KA005")) {
      restart = true;
    } else if (state.equals("KA002") && step.contains("kalends.swap(")) {
      verified = false; // the mirror is behind, and has to be mended and compared again
    } else if (!AGAIN.contains(state)) {
      failures.add("Kalends: %s in %s".formatted(error.get().getMessage(), step));
    }
  }
}
