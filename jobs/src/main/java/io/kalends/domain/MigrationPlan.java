package io.kalends.domain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a migration would do: what stands in its way, every statement with its lock, what is bound
 * to the table and what becomes of it, and what it will take. Nothing of it has been done.
 *
 * @param migration the one that is under way already; null where there is none
 */
public record MigrationPlan(
    TableName table,
    @Nullable Migration migration,
    List<Obstacle> obstacles,
    List<Statement> statements,
    List<Dependant> dependants,
    List<Estimate> estimates) {

  public MigrationPlan {
    obstacles = List.copyOf(obstacles);
    statements = List.copyOf(statements);
    dependants = List.copyOf(dependants);
    estimates = List.copyOf(estimates);
  }

  /** One statement of the phase that it leads to, and the lock that it takes. */
  public record Statement(
      String phase, @Nullable String lockMode, @Nullable String lockTarget, String sql) {}

  /** Something that is bound to the table; {@code verdict}: keep, rebuild or needs_you. */
  public record Dependant(
      String kind, String name, String verdict, @Nullable String statement, @Nullable String note) {

    public boolean needsYou() {
      return verdict.equals("needs_you");
    }
  }

  /** So much of something: rows, bytes, seconds. */
  public record Estimate(String what, double amount, String unit) {}

  /** Could it be started, and could it be cut over afterwards without a hand? */
  public boolean isClear() {
    return obstacles.isEmpty() && dependants.stream().noneMatch(Dependant::needsYou);
  }
}
