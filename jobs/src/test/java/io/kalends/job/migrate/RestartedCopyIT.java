package io.kalends.job.migrate;

import static io.kalends.job.migrate.MigrateIT.green;
import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that is rewritten, altered or truncated in mid-copy is copied again. */
class RestartedCopyIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vacuum full \"PlatformAnalytics\"",
        "alter table \"PlatformAnalytics\" add column note text default 'new'",
      })
  void theCopyStartsAgainWhenTheTableWasRewrittenOrAltered(String statement) {
    monolith.bring("capturing");
    database.execute(statement);
    assertThat(green(monolith.run("start")).out()).contains("restart copy").contains("[verified]");
    assertThat(monolith.differences()).isEqualTo("0");
  }

  @Test
  void aTruncateInMidCopyStartsItAgainWithNothing() {
    monolith.bring("capturing");
    database.execute("truncate \"PlatformAnalytics\"");
    assertThat(green(monolith.run("start")).out()).contains("restart copy").contains("[verified]");
    assertThat(database.value("select count(*) from platform_analytics_new")).isEqualTo("0");
  }
}
