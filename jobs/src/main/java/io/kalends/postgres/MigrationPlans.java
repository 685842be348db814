package io.kalends.postgres;

import io.kalends.domain.Migration;
import io.kalends.domain.MigrationPlan;
import io.kalends.domain.Obstacle;
import io.kalends.domain.QueryCost;
import io.kalends.domain.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** Says what a migration would do: plans it in a transaction that is always rolled back. */
public final class MigrationPlans {

  private static final Sql CREATE = Sql.of("migration_plans/create");
  private static final Sql BLOCKERS = Sql.of("migration_plans/blockers");
  private static final Sql STEPS = Sql.of("migration_plans/steps");
  private static final Sql INVENTORY = Sql.of("migration_plans/inventory");
  private static final Sql ESTIMATES = Sql.of("migration_plans/estimates");

  private static final Sql BENCHMARK = Sql.of("migration_plans/benchmark");

  private final DataSource dataSource;

  public MigrationPlans(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The plan of the migration that is under way, or of one that could be started. */
  public MigrationPlan plan(
      TableName table, Optional<Migration> underWay, Map<String, String> options) {
    try (Connection connection = dataSource.getConnection()) {
      return Database.thenReset(connection, () -> plan(connection, table, underWay, options));
    } catch (SQLException e) {
      throw Errors.translate("planning the migration of " + table, e);
    }
  }

  private static MigrationPlan plan(
      Connection connection,
      TableName table,
      Optional<Migration> underWay,
      Map<String, String> options)
      throws SQLException {
    connection.setAutoCommit(false);
    try {
      long id =
          underWay.isPresent()
              ? underWay.get().id()
              : create(connection, table.toString(), options);
      return read(connection, table, underWay, id);
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** What the next swap of a migration does to all that is bound to its table. */
  public List<MigrationPlan.Dependant> inventory(long id) {
    return new Database(dataSource).query(INVENTORY, Map.of("id", id), MigrationPlans::dependant);
  }

  /** Runs the usual queries on both tables of a migration. */
  public List<QueryCost> benchmark(long id) {
    return new Database(dataSource)
        .queryAsOwner(
            BENCHMARK,
            Map.of("id", id),
            row ->
                new QueryCost(
                    row.text("pattern"),
                    row.number("old_ms"),
                    row.bigint("old_blocks"),
                    row.number("new_ms"),
                    row.bigint("new_blocks"),
                    row.bigint("new_tables")));
  }

  static long create(Connection connection, String source, Map<String, String> options)
      throws SQLException {
    Map<String, ?> values = Map.of("source", source, "options", options);
    return Database.query(connection, CREATE, values, row -> row.bigint("id")).getFirst();
  }

  static List<Obstacle> obstacles(Connection connection, long id, boolean deep)
      throws SQLException {
    return Database.query(
        connection,
        BLOCKERS,
        Map.of("id", id, "deep", deep),
        row ->
            new Obstacle(
                row.text("kind"), row.textOrNull("subject"), row.text("reason"), row.text("mend")));
  }

  private static MigrationPlan read(
      Connection connection, TableName table, Optional<Migration> underWay, long id)
      throws SQLException {
    Map<String, ?> values = Map.of("id", id);
    List<Obstacle> obstacles = underWay.isPresent() ? List.of() : obstacles(connection, id, true);
    return new MigrationPlan(
        table,
        underWay.orElse(null),
        obstacles,
        Database.query(connection, STEPS, values, MigrationPlans::statement),
        Database.query(connection, INVENTORY, values, MigrationPlans::dependant),
        Database.query(connection, ESTIMATES, values, MigrationPlans::estimate));
  }

  private static MigrationPlan.Statement statement(Row row) {
    return new MigrationPlan.Statement(
        row.text("phase"),
        row.textOrNull("lock_mode"),
        row.textOrNull("lock_target"),
        row.text("statement"));
  }

  private static MigrationPlan.Dependant dependant(Row row) {
    return new MigrationPlan.Dependant(
        row.text("kind"),
        row.text("name"),
        row.text("verdict"),
        row.textOrNull("statement"),
        row.textOrNull("note"));
  }

  private static MigrationPlan.Estimate estimate(Row row) {
    return new MigrationPlan.Estimate(row.text("what"), row.number("amount"), row.text("unit"));
  }
}
