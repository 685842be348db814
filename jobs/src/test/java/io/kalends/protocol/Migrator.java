package io.kalends.protocol;

import java.sql.SQLException;
import java.util.ArrayList;
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
  private static final int MOST_STEPS = 150;

  private final Ground ground;
  private final RandomGenerator random;
  private final List<String> failures = new ArrayList<>();
  private boolean inTransaction;
  private boolean restart;
  private int steps;

  Migrator(Ground ground, RandomGenerator random) {
    this.ground = ground;
    this.random = random;
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public Optional<String> next() throws SQLException {
    if (!failures.isEmpty()) {
      return Optional.empty();
    }
    if (inTransaction) {
      return Optional.of("commit");
    }
    if (++steps > MOST_STEPS) {
      failures.add("the migration comes to no end: it is " + ground.phase());
      return Optional.empty();
    }
    return act().map(sql -> "begin isolation level " + sql);
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

  /** What is left in the log of a mirror that failed is brought over. */
  private Optional<String> mend(long id) throws SQLException {
    return ground.rows("select kalends.log_length(%d)".formatted(id)).getFirst().equals("0")
        ? Optional.empty()
        : readCommitted("kalends.drain_capture(%d)", id);
  }

  @Override
  public void done(String step, Optional<SQLException> error) {
    inTransaction = error.isEmpty() && !step.equals("commit");
    String state = error.map(SQLException::getSQLState).orElse("");
    if (error.isEmpty()) {
      restart &= !step.contains("restart_copy");
    } else if (state.equals("KA005")) {
      restart = true;
    } else if (!AGAIN.contains(state)) {
      failures.add("Kalends: %s in %s".formatted(error.get().getMessage(), step));
    }
  }
}
