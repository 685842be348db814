package io.kalends.postgres;

import io.kalends.domain.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Measures the documented query patterns, one table in one transaction, each of which is ended
 * after a time. Lock: ACCESS SHARE on the table, for which it waits 100 ms at most.
 */
public final class QueryProbes {
  private static final Sql DUE = Sql.of("query_probes/due");
  private static final Sql LIMIT = Sql.of("query_probes/limit");
  private static final Sql PROBE = Sql.of("query_probes/probe");

  private final DataSource dataSource;

  public QueryProbes(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** The tables that have not been probed for so long. */
  public List<TableName> due(Duration interval) {
    return new Database(dataSource)
        .query(
            DUE,
            Map.of("interval", interval),
            row -> new TableName(row.text("table_schema"), row.text("table_name")));
  }

  /** How many patterns were measured: none when somebody else is about it, or nothing is there. */
  public long probe(TableName table, Duration limit) {
    var values = Map.of("managed_table", table.toString(), "milliseconds", limit.toMillis());
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean alone =
            Database.query(connection, LIMIT, values, row -> row.bool("alone")).getFirst();
        long probes =
            alone
                ? Database.query(connection, PROBE, values, row -> row.bigint("probes")).getFirst()
                : 0;
        connection.commit();
        return probes;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw Errors.translate(PROBE.name(), e);
    }
  }
}
