package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Migrations that nobody goes on with, and mirrors that are not whole, are findings of health. */
class MigrationHealthIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Monolith monolith;

  @BeforeEach
  void make() {
    monolith = new Monolith(database);
    monolith.make();
  }

  private List<String> findings(String asOf) {
    return database.rows(
        "select severity, finding, runbook from kalends.health(%s) where finding like 'mi%%'"
            .formatted(asOf));
  }

  @Test
  void aMigrationThatNobodyGoesOnWith() {
    monolith.bring("capturing");
    assertThat(findings("now()")).isEmpty();
    assertThat(findings("now() + interval '61 minutes'"))
        .containsExactly("warning|migration_stalled|docs/runbook/migrate.md#migration_stalled");
    assertThat(monolith.run("pause").code()).isZero();
    assertThat(findings("now() + interval '61 minutes'")).isEmpty();
    assertThat(monolith.run("resume").code()).isZero();
    assertThat(findings("now() + interval '61 minutes'")).hasSize(1);
    database.execute(
        "select kalends.copy_range(1, (select min(stripe) from kalends.migration_stripe where not"
            + " finished), 10)");
    assertThat(
            database.value(
                "select max(moved_at) > now() - interval '1 minute' from kalends.migration_stripe"))
        .isEqualTo("t");
  }

  @Test
  void aRunThatFailedIsAFindingAtOnceAndUntilOneEndsWell() {
    String whole =
        database.value("select pg_get_functiondef('kalends.end_copy(bigint)'::regprocedure)");
    database.execute(
        "create or replace function kalends.end_copy(id bigint) returns bigint language plpgsql as"
            + " $$ begin raise disk_full using message = 'No space left on device'; end $$");
    assertThat(monolith.start().code()).isEqualTo(1);
    assertThat(findings("now()"))
        .containsExactly("warning|migration_failed|docs/runbook/migrate.md#migration_failed");
    assertThat(monolith.program().run("health").out())
        .contains("run 1 (migrate) failed")
        .contains("the server cannot write to its disk: No space left on device")
        .contains("kalends migrate start 'public.\"PlatformAnalytics\"' goes on");
    assertThat(findings("now() + interval '61 minutes'")).as("told once").hasSize(1);
    database.execute(whole);
    assertThat(monolith.start().code()).isZero();
    assertThat(findings("now()")).isEmpty();
  }

  @Test
  void aProgramThatWasKilledIsNotAtWork() {
    monolith.bring("capturing");
    database.execute(
        """
        insert into kalends.process (owner, pid, backend_start) values ('kalends:killed', 2147483647, now());
        insert into kalends.lease (table_schema, table_name, owner, taken_at) values ('public', 'PlatformAnalytics', 'kalends:killed', now())
          on conflict (table_schema, table_name) do update set owner = excluded.owner;
        insert into kalends.throttle_state (migration_id, begun_at, begun_blocks, begun_rows) values (1, now(), 0, 0) on conflict do nothing;
        """);
    database.execute(
        "select kalends.copy_range(1, (select min(stripe) from kalends.migration_stripe), 10)");
    assertThat(database.value("select kalends.migration_status(1) ->> 'worker'")).isEmpty();
    assertThat(monolith.run("status").out())
        .contains("copied")
        .doesNotContain("at work")
        .doesNotContain("left");
    assertThat(
            database.rows(
                "select detail like '%no run works on it' from kalends.health(now() + interval '61"
                    + " minutes') where finding = 'migration_stalled'"))
        .containsExactly("t");
  }

  @Test
  void aMirrorWhoseTriggersAreGoneOrWhoseTablesDiffer() {
    assertThat(monolith.start().code()).isZero();
    assertThat(findings("now() + interval '3 days'")).as("it waits for approval").isEmpty();
    database.execute("alter table \"PlatformAnalytics\" disable trigger all");
    assertThat(findings("now()"))
        .containsExactly("critical|mirror_broken|docs/runbook/migrate.md#mirror_broken");
    database.execute(
        """
        do $$ declare t record; begin
          for t in select tgname from pg_trigger where tgrelid = '"PlatformAnalytics"'::regclass and tgname like 'kalends%' loop
            execute format('alter table "PlatformAnalytics" enable always trigger %I', t.tgname);
          end loop;
        end $$\
        """);
    assertThat(findings("now()")).isEmpty();
    database.execute("delete from platform_analytics_new where social_account_id = 'account3'");
    assertThat(monolith.run("verify").code()).isEqualTo(1);
    assertThat(findings("now()")).hasSize(1);
    assertThat(monolith.run("verify", "--repair").code()).isZero();
    assertThat(findings("now()")).isEmpty();
  }
}
