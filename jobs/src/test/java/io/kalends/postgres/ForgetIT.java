package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a session of a run is after code of a table's owner was executed in it. */
class ForgetIT {
  private static final String OWNER = "kalends:0123456789ab";
  private static final String STATE =
      """
      select concat_ws('|', current_setting('search_path'), current_setting('TimeZone'), current_setting('synchronous_commit'), current_setting('statement_timeout'),
        current_setting('application_name'), (select count(*) from pg_prepared_statements where from_sql), (select count(*) from pg_cursors where is_holdable),
        (select count(*) from pg_listening_channels()))
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private static String ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(STATE)) {
      result.next();
      return result.getString(1);
    }
  }

  @Test
  void itsSettingsAndItsNameAreOursAgainAndNothingIsLeftInIt() throws SQLException {
    var target = new DataSources.Target(database.url(), null, null, Map.of());
    try (HikariDataSource pool = new DataSources(target, OWNER).pool(1);
        Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      String clean = ask(connection);
      assertThat(clean).isEqualTo("pg_catalog, pg_temp|UTC|off|0|" + OWNER + "|0|0|0");
      statement.execute(
          """
          begin; set search_path = public; set local search_path = pg_catalog, pg_temp; set TimeZone = 'Asia/Kathmandu'; set statement_timeout = '1h';
          prepare left_behind as select 1; declare left_open cursor with hold for select 1; listen somewhere; commit
          """);
      assertThat(ask(connection)).startsWith("public|Asia/Kathmandu|off|1h|").endsWith("|1|1|1");
      DataSources.forget(connection);
      assertThat(ask(connection)).isEqualTo(clean);
    }
  }
}
