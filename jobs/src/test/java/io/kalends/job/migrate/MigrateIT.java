package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.SteadyWriter;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A table becomes a partitioned one, there and back and there again, while it is written. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class MigrateIT {

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  @Test
  void theWholeWalkUnderTwoWritersLosesNothing() throws InterruptedException {
    SteadyWriter.Figures inserts;
    SteadyWriter.Figures updates;
    try (SteadyWriter inserting = SteadyWriter.start(database, Monolith.INSERT);
        SteadyWriter updating = SteadyWriter.start(database, Monolith.UPDATE)) {
      assertThat(green(monolith.start()).out())
          .contains("[verified]")
          .contains("rows are equal")
          .contains("waits for your approval");
      green(monolith.run("cutover"));
      assertThat(monolith.phase()).isEqualTo("cut_over");
      green(monolith.run("verify"));
      assertThat(green(monolith.run("rollback")).out())
          .contains("waits for a verification: kalends migrate verify TABLE");
      assertThat(monolith.phase()).isEqualTo("mirroring");
      green(monolith.run("cutover"));
      inserts = inserting.stop();
      updates = updating.stop();
    }
    assertThat(inserts.errors()).isEmpty();
    assertThat(updates.errors()).isEmpty();
    assertThat(monolith.differences()).isEqualTo("0");
    assertThat(database.value("select count(*) from platform_analytics"))
        .isEqualTo(Integer.toString(3_600 + inserts.statements()));
  }

  @Test
  void afterTheCutOverTheOldNamesGoOnAndInTheEndTheNightlyRunLooksAfterTheTable() {
    green(monolith.start());
    green(monolith.run("cutover"));
    database.execute(
        """
        insert into "PlatformAnalytics" (id, "workspaceId", "socialAccountId", date, followers)
        values ('c1', 'workspace7', 'account7', current_date + 1, 4711)
        """);
    Ended early = monolith.run("retire");
    assertThat(early.code()).as(early.toString()).isEqualTo(1);
    assertThat(early.out()).contains("retire refused: not due before").contains("--force");
    assertThat(green(monolith.run("retire", "--force")).out()).contains("[retired]");
    Ended late = monolith.run("rollback");
    assertThat(late.code()).as(late.toString()).isEqualTo(1);
    assertThat(late.out()).contains("its old table was dropped, there is no way back");
    assertThat(database.value("select followers from platform_analytics where id = 'c1'"))
        .isEqualTo("4711");
    assertThat(database.value("select to_regclass('\"PlatformAnalytics_old\"')")).isEmpty();
    assertThat(green(monolith.program().run("run", "maintenance")).out())
        .contains("public.platform_analytics");
  }

  @Test
  void thePlanTellsEverythingAndTouchesNothing() {
    String before = database.value("select count(*) from pg_class");
    Ended plan = monolith.run("plan", "--into", "platform_analytics", "--rename", "snake");
    assertThat(green(plan).out())
        .contains("lock SHARE ROW EXCLUSIVE on public.\"PlatformAnalytics\"")
        .contains("lock ACCESS EXCLUSIVE on")
        .contains("nothing was touched");
    assertThat(database.value("select count(*) from pg_class")).isEqualTo(before);
    assertThat(database.value("select count(*) from kalends.migration")).isEqualTo("0");
  }

  @Test
  void allThatIsInTheWayIsToldAtOnceAndNothingIsTouched() {
    database.execute(
        """
        create table platform_analytics ();
        alter table "PlatformAnalytics" alter column date drop not null;
        update "PlatformAnalytics" set date = null where id = (select min(id) from "PlatformAnalytics");
        """);
    Ended refused = monolith.start();
    assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
    assertThat(refused.out())
        .contains("platform_analytics", "have no value in it", "start refused");
    assertThat(database.value("select count(*) from kalends.migration")).isEqualTo("0");
  }

  @Test
  void aDifferenceIsFoundNamedAndMended() {
    green(monolith.start());
    database.execute(
        "delete from platform_analytics_new where social_account_id = 'account3' and date >"
            + " current_date - 3");
    Ended verify = monolith.run("verify");
    assertThat(verify.code()).as(verify.toString()).isEqualTo(1);
    assertThat(verify.out()).contains("differs").contains("--repair");
    assertThat(monolith.phase()).isEqualTo("mirroring");
    green(monolith.run("verify", "--repair"));
    assertThat(monolith.phase()).isEqualTo("verified");
    assertThat(monolith.differences()).isEqualTo("0");
  }

  static Ended green(Ended ended) {
    assertThat(ended.code()).as(ended.toString()).isZero();
    return ended;
  }
}
