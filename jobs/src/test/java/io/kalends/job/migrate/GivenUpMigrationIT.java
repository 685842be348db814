package io.kalends.job.migrate;

import static io.kalends.job.migrate.MigrateIT.green;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A migration that is given up, and a cut-over that somebody is in the way of. */
class GivenUpMigrationIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  @ParameterizedTest
  @ValueSource(strings = {"planned", "prepared", "capturing"})
  void itCanBeGivenUpAtAnyTime(String phase) {
    monolith.bring(phase);
    green(monolith.run("rollback", "--give-up"));
    assertThat(monolith.phase()).isEqualTo("rolled_back");
    assertThat(database.value("select to_regclass('platform_analytics_new')")).isEmpty();
    assertThat(
            database.value(
                "select count(*) from pg_trigger where tgrelid ="
                    + " '\"PlatformAnalytics\"'::regclass"))
        .isEqualTo("0");
    assertThat(green(monolith.start()).out()).contains("[verified]");
  }

  @Test
  void whoIsInTheWayOfTheCutOverIsNamedAndEndedOnlyOnRequest() throws SQLException {
    green(monolith.start());
    try (Connection reader = database.connect()) {
      OpenTransaction open =
          OpenTransaction.of(reader, "select count(*) from \"PlatformAnalytics\"");
      Ended busy = monolith.run("cutover", "--deadline", "1s");
      assertThat(busy.code()).as(busy.toString()).isEqualTo(75);
      assertThat(busy.out()).contains("pid " + open.pid()).contains("--end");
      assertThat(monolith.phase()).isEqualTo("verified");
      green(monolith.run("cutover", "--end", Integer.toString(open.pid())));
      assertThat(monolith.phase()).isEqualTo("cut_over");
      assertThat(reader.isValid(5)).isFalse();
    }
  }
}
