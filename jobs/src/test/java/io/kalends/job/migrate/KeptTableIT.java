package io.kalends.job.migrate;

import static io.kalends.job.migrate.MigrateIT.green;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is asked and said while the old table is kept: audits, differences, throttle. */
@Execution(ExecutionMode.CONCURRENT)
class KeptTableIT {

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  @Test
  void theNightlyRunComparesOnceADayAndIsRedUntilTheTwoAreEqual() {
    green(monolith.start());
    green(monolith.run("cutover"));
    assertThat(green(nightly()).out()).contains("public.\"PlatformAnalytics\"  audited 1");
    assertThat(green(nightly()).out()).doesNotContain("audited");

    database.execute(
        "delete from \"PlatformAnalytics_old\" where \"socialAccountId\" = 'account3' and date ="
            + " current_date - 3");
    assertThat(green(nightly()).out()).doesNotContain("audited");
    aDayPasses();
    assertThat(red(nightly()).out())
        .contains("audit failed: public.platform_analytics and public.\"PlatformAnalytics_old\"")
        .contains("old and new differ in platform_analytics_")
        .contains("kalends migrate verify 'public.\"PlatformAnalytics\"'");
    assertThat(red(nightly()).out()).contains("audit failed").doesNotContain("audited 1");
    assertThat(red(monolith.run("retire", "--force")).out()).contains("audit failed");

    Ended differences = monolith.run("differences", "--output", "json");
    assertThat(differences.code()).as(differences.toString()).isEqualTo(3);
    assertThat(differences.json().at("/complete").asBoolean()).isTrue();
    assertThat(differences.json().at("/differences")).hasSize(1);
    assertThat(differences.json().at("/differences/0/what").asString())
        .isEqualTo("only in the new table");

    green(monolith.run("verify", "--repair"));
    assertThat(green(monolith.run("differences")).out()).contains("now no row differs");
    green(nightly());
  }

  @Test
  void aMirrorThatFailedIsToldByTheNightlyRunAndRetireAppliesWhatItLeft() {
    assumeThat(PostgresServer.version()).as("one server is enough").isEqualTo(18);
    green(monolith.start());
    assertThat(monolith.run("cutover", "--deadline", "soon").code()).isEqualTo(64);
    green(monolith.run("cutover"));
    green(nightly());
    database.execute(
        "alter table \"PlatformAnalytics_old\" add constraint no_more check (false) not valid");
    database.execute(
        "update platform_analytics set followers = followers + 1 where social_account_id ="
            + " 'account4' and date = current_date - 4");
    assertThat(red(nightly()).out())
        .contains("1 entries wait in the log, since the mirror failed")
        .contains("no_more");
    database.execute("alter table \"PlatformAnalytics_old\" drop constraint no_more");
    assertThat(green(monolith.run("retire", "--force")).out())
        .contains("mend mirror")
        .contains("[retired]");
  }

  @Test
  void theThrottleIsShownAndSetByName() {
    monolith.bring("planned");
    Ended set =
        monolith.run(
            "throttle",
            "max_wal_rate=50 MB",
            "windows=22:00-06:00; sat,sun 00:00-24:00",
            "max_replica_lag=",
            "--output",
            "json");
    assertThat(green(set).json().at("/throttle/max_wal_rate").asString()).isEqualTo("52428800");
    assertThat(green(monolith.run("throttle")).out())
        .containsPattern("max_wal_rate +50 MB")
        .containsPattern("windows +22:00-06:00; sat,sun 00:00-24:00")
        .containsPattern("max_replica_lag +no limit")
        .containsPattern("max_slot_bytes +1024 MB");
    for (String wrong : new String[] {"speed=3", "max_wal_rate=fast", "windows=never", "query"}) {
      Ended refused = monolith.run("throttle", wrong, "max_active_sessions=7");
      assertThat(refused.code()).as(refused.toString()).isEqualTo(64);
    }
    assertThat(monolith.run("throttle", "speed=3").err()).contains("'speed'", "cutover_windows");
    assertThat(green(monolith.run("throttle")).out())
        .containsPattern("max_active_sessions +no limit");
  }

  private Ended nightly() {
    return monolith.program().run("run", "maintenance");
  }

  private void aDayPasses() {
    database.execute(
        """
        update kalends.migration_check set checked_at = checked_at - interval '1 day';
        update kalends.migration set cut_over_at = cut_over_at - interval '1 day';
        """);
  }

  private static Ended red(Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(1);
    return ended;
  }
}
