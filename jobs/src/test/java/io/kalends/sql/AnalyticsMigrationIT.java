package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** create_monthly_partition of analytics-migration.md: ours takes its arguments, theirs runs. */
class AnalyticsMigrationIT {
  private static final String BOUNDS =
      "select lower_bound, upper_bound from kalends.partitions where partition_name = '%s'";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createTheDocumentsTable() {
    session = Session.of(database);
    session.run(Resources.text("/requirements/platform-analytics.sql"));
    session.run("set search_path = kalends, public; set timezone = 'UTC'");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void createsTheMonthOfADateWithTheDocumentsNameAndBounds() {
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-03-17')");
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-03-31')");
    assertThat(session.value(BOUNDS.formatted("platform_analytics_2026_03")))
        .isEqualTo("2026-03-01 00:00:00+00|2026-04-01 00:00:00+00");
    assertThat(session.value("select to_regclass('public.platform_analytics_2026_03')"))
        .isEqualTo("platform_analytics_2026_03");
  }

  @Test
  void takesArgumentsByTheDocumentsNames() {
    session.run(
        "SELECT create_monthly_partition(table_name => 'platform_analytics', partition_date =>"
            + " '2028-02-29')");
    session.run(
        "insert into platform_analytics (id, workspace_id, social_account_id, date) values ('1',"
            + " 'w', 's', '2028-02-29')");
    assertThat(session.value("select tableoid::regclass from platform_analytics"))
        .isEqualTo("platform_analytics_2028_02");
  }

  @Test
  void doesNothingForAMonthThatIsThereUnderAnotherName() {
    session.run("alter table platform_analytics_2026_01 rename to january");
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-01-01')");
    assertThat(session.number("select count(*) from partitions")).isEqualTo(2);
  }

  @Test
  void fillsWhatIsMissingOfAMonthThatIsThereInPart() {
    session.run(
        "create table public.odd partition of platform_analytics for values from ('2026-04-10') to"
            + " ('2026-04-20')");
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-04-15')");
    assertThat(
            session.rows(
                "select lower_bound::date, upper_bound::date from partitions where lower_bound >="
                    + " '2026-03-15' order by 1"))
        .containsExactly("2026-04-01|2026-04-10", "2026-04-10|2026-04-20", "2026-04-20|2026-05-01");
  }

  @Test
  void refusesWhatIsNoTableAndWhatIsNoDate() {
    assertThat(session.refusal("SELECT create_monthly_partition('nothing', '2026-01-01')"))
        .startsWith("KA004")
        .contains("there is no partitioned table called 'nothing'");
    assertThat(session.refusal("SELECT create_monthly_partition(null, '2026-01-01')"))
        .startsWith("KA004");
    assertThat(session.refusal("SELECT create_monthly_partition('platform_analytics', 'infinity')"))
        .startsWith("KA003")
        .contains("a finite date is needed");
    assertThat(session.refusal("SELECT create_monthly_partition('platform_analytics', null)"))
        .startsWith("KA003");
  }

  @Test
  void canBeReplacedByTheDocumentsOwnFunctionWhichWorks() {
    session.run(Resources.text("/requirements/create-monthly-partition.sql"));
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-03-01'::DATE)");
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-03-01'::DATE)");
    assertThat(session.value(BOUNDS.formatted("platform_analytics_2026_03")))
        .isEqualTo("2026-03-01 00:00:00+00|2026-04-01 00:00:00+00");
  }

  @Test
  void doesNotLoseAPartitionThatTheDocumentsFunctionPutIntoSchemaKalendsByUninstalling() {
    session.run(Resources.text("/requirements/create-monthly-partition.sql"));
    session.run("SELECT create_monthly_partition('platform_analytics', '2026-03-01'::DATE)");
    session.run(
        "insert into platform_analytics (id, workspace_id, social_account_id, date) values ('1',"
            + " 'w', 's', '2026-03-05')");
    session.run(Resources.text("/uninstall.sql"));
    assertThat(session.number("select count(*) from platform_analytics")).isEqualTo(1);
    assertThat(session.value("select to_regnamespace('kalends') is null")).isEqualTo("t");
  }
}
