package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A table whose name and columns get other names: both sets of names go on working, on whichever
 * side the rows are, and so does what is built upon them.
 */
class InventoryRenamedIT {
  private static final String OPTIONS =
      """
      {"into": "platform_analytics", "rename": "snake", "by": "date", "future": "1", "view": "platform_analytics_view"}
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;
  private Undertaking migration;
  private int number = 1000;

  @BeforeAll
  static void createRoles() {
    InventoryIT.createRole("inventory_reader");
  }

  @BeforeEach
  void createTheTable() {
    session = Session.of(database);
    session.run(Resources.text("/migration/renamed.sql"));
    migration = Undertaking.plan(session, "\"PlatformAnalytics\"", OPTIONS);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void oldNamesGoOnAfterTheCutOverAndNewNamesAfterTheRollBack() {
    assertThat(migration.blockers()).isEmpty();
    checkOldNames();
    migration.cutOver();
    assertThat(kind("platform_analytics")).isEqualTo("p");
    assertThat(kind("\"PlatformAnalytics\"")).isEqualTo("v");
    checkOldNames();
    checkNewNames();
    session.run("create view made_since as select workspace_id from platform_analytics");
    migration.rollBack();
    assertThat(kind("\"PlatformAnalytics\"")).isEqualTo("r");
    assertThat(kind("platform_analytics")).isEqualTo("v");
    checkOldNames();
    checkNewNames();
    migration.cutOver();
    checkOldNames();
    checkNewNames();
    assertThat(
            session.value(
                "select count(*) = (select count(*) from platform_analytics) from made_since"))
        .isEqualTo("t");
    assertThat(migration.verify()).isTrue();
  }

  @Test
  void whatRetiringLeavesIsTheTableUnderManagementAndTheViewWithTheOldNames() {
    migration.cutOver();
    assertThat(session.refusal("select kalends.retire_migration(%d)".formatted(migration.id)))
        .startsWith("KA002")
        .contains("it is kept until");
    assertThat(session.refusal("select kalends.retire_migration(%d, true)".formatted(migration.id)))
        .contains("old and new were not compared since the cut-over");
    assertThat(migration.verify()).isTrue();
    session.run("select kalends.retire_migration(%d, true)".formatted(migration.id));
    assertThat(session.value("select to_regclass('\"PlatformAnalytics_old\"') is null"))
        .isEqualTo("t");
    assertThat(session.value("select count(*) from pg_trigger where tgname like 'kalends%'"))
        .isEqualTo("0");
    assertThat(
            session.rows(
                "select table_name, partition_column, retention_months from"
                    + " kalends.partition_config where table_name = 'platform_analytics'"))
        .containsExactly("platform_analytics|date|");
    checkOldNames();
    checkNewNames();
  }

  @Test
  void givingUpAfterARollBackLeavesTheTableAsItWas() {
    migration.cutOver();
    migration.rollBack();
    session.run(
        "drop view platform_analytics_view; select kalends.give_up_migration(%d)"
            .formatted(migration.id));
    assertThat(migration.phase()).isEqualTo("rolled_back");
    assertThat(
            session.rows(
                "select relname from pg_class where relname like 'platform_analytics%' or relname"
                    + " like '%kalends' or relname like '%\\_old'"))
        .isEmpty();
    checkOldNames();
  }

  private String kind(String name) {
    return session.value("select relkind from pg_class where oid = '%s'::regclass".formatted(name));
  }

  private void checkOldNames() {
    String id = "o" + ++number;
    session.run(
        """
        insert into "PlatformAnalytics" (id, "workspaceId", "socialAccountId", date) values ('%1$s', 'bumped', 's1', '2026-03-01'::date + %2$d)
        """
            .formatted(id, number));
    assertThat(
            session.value(
                "select followers from \"PlatformAnalytics\" where id = '%s'".formatted(id)))
        .as("the trigger fired, once")
        .isEqualTo("1");
    session.run(
        """
        insert into "PlatformAnalytics" (id, "workspaceId", "socialAccountId", date) values ('x', 'w1', 's1', '2026-03-01'::date + %d)
        on conflict ("socialAccountId", date) do update set followers = 42
        """
            .formatted(number));
    assertThat(
            session.value(
                "select followers from \"PlatformAnalytics\" where id = '%s'".formatted(id)))
        .isEqualTo("42");
    session.run("update writable set \"workspaceId\" = 'w9' where id = '%s'".formatted(id));
    checkReaders(id);
  }

  private void checkReaders(String id) {
    session.run("refresh materialized view concurrently workspaces");
    assertThat(
            session.value("select n = atomic('w9') from by_workspace where \"workspaceId\" = 'w9'"))
        .isEqualTo("t");
    assertThat(session.value("select count(*) from workspaces where \"workspaceId\" = 'w9'"))
        .isEqualTo("1");
    assertThat(
            session.value(
                "select of_row(t) from \"PlatformAnalytics\" t where id = '%s'".formatted(id)))
        .isEqualTo("w9");
    assertThat(session.value("select col_description('\"PlatformAnalytics\"'::regclass, 2)"))
        .isEqualTo("whose");
    assertThat(session.refusal("insert into writable values ('y', 'w', 'nobody', '2026-01-01')"))
        .startsWith("23503");
    try (Session reader = Session.of(database, "inventory_reader")) {
      assertThat(reader.number("select count(\"workspaceId\") from \"PlatformAnalytics\""))
          .isPositive();
      assertThat(reader.refusal("select followers from \"PlatformAnalytics\"")).startsWith("42501");
    }
  }

  private void checkNewNames() {
    String id = "n" + ++number;
    session.run(
        "insert into platform_analytics (id, workspace_id, social_account_id, date) values ('%s', 'bumped', 's2', '2026-03-01'::date + %d)"
            .formatted(id, number));
    assertThat(
            session.value(
                "select followers, synced_at is not null from platform_analytics_view where id = '%s'"
                    .formatted(id)))
        .isEqualTo("1|t");
    session.run(
        "update platform_analytics_view set workspace_id = 'w8' where id = '%s'".formatted(id));
    assertThat(
            session.value(
                "select \"workspaceId\" from \"PlatformAnalytics\" where id = '%s'".formatted(id)))
        .isEqualTo("w8");
  }
}
