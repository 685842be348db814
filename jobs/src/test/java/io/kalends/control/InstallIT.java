package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.postgres.SqlFiles;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InstallIT {

  @RegisterExtension final TestDatabase database = TestDatabase.bare();

  private final String history = "select count(*) > 0 from kalends.flyway_schema_history";

  /** What psql -f sql/install.sql leaves: everything but Flyway's history and a fingerprint. */
  private void installAsPsqlDoes(Program kalends) {
    assertThat(kalends.run("install").code()).isZero();
    database.execute(
        """
        drop table kalends.flyway_schema_history;
        update kalends.installation set fingerprint = null;
        """);
  }

  @Test
  void theSecondTimeThereIsNothingToInstall() {
    Program kalends = Program.on(database);
    assertThat(kalends.run("install", "-o", "json").json().get("changed").asBoolean()).isTrue();
    assertThat(kalends.run("install", "-o", "json").json().get("changed").asBoolean()).isFalse();
  }

  @Test
  void whatPsqlInstalledIsTakenOverByARunThatMayUpgrade() {
    Program kalends = Program.on(database);
    installAsPsqlDoes(kalends);
    database.execute(Months.table("events", 14));
    Program upgrading = kalends.with("kalends.upgrade", "auto");
    assertThat(upgrading.run("run", "maintenance").code()).isZero();
    assertThat(database.value(history)).isEqualTo("t");
  }

  @Test
  void aRunLeavesASchemaOfAnotherVersionAloneUnlessItIsToldToUpgradeIt() {
    Program kalends = Program.on(database);
    assertThat(kalends.run("install").code()).isZero();
    database.execute(
        """
        create or replace function kalends.version() returns integer language sql as 'select 7';
        update kalends.installation set fingerprint = 'of version 7';
        delete from kalends.flyway_schema_history where script like '%R\\_\\_version.sql';
        """);
    Program.Ended refused = kalends.run("run", "maintenance");
    assertThat(refused.code()).isEqualTo(78);
    assertThat(refused.err())
        .contains("schema kalends has version 7, this program needs")
        .contains("kalends install");
    assertThat(database.value("select kalends.version()")).isEqualTo("7");
    assertThat(kalends.with("kalends.upgrade", "auto").run("run", "create").code()).isZero();
    assertThat(database.value("select kalends.version()"))
        .isEqualTo(String.valueOf(SqlFiles.version()));
  }

  @Test
  void aRoleThatMayNotChangeTheSchemaRunsOnWhatIsThere() {
    Program kalends = Program.on(database);
    installAsPsqlDoes(kalends);
    String role = "runner_" + database.name();
    database.executeAs("postgres", "create role %1$s login; grant kalends to %1$s".formatted(role));
    database.executeAs("postgres", "alter schema kalends owner to postgres");
    Program runner = Program.at(database.url().replace("user=kalends", "user=" + role));
    assertThat(runner.run("run", "create").code()).isZero();
    assertThat(database.value("select to_regclass('kalends.flyway_schema_history') is null"))
        .isEqualTo("t");
  }

  /** Nothing is there afterwards. */
  private void refused(Program kalends, String reason, String advice) {
    Program.Ended refused = kalends.run("install");
    assertThat(refused.code()).as(refused.toString()).isEqualTo(78);
    assertThat(refused.err()).contains("nothing is installed: ").contains(reason).contains(advice);
    assertThat(database.value("select count(*) from pg_class where relname = 'ledger'"))
        .isEqualTo("0");
  }

  @Test
  void aDatabaseThatIsNotUtf8IsRefusedBeforeAnythingIsCreated() {
    String name = database.name() + "_latin1";
    database.executeAs(
        "postgres",
        "create database %s owner kalends encoding 'LATIN1' template template0 lc_collate 'C' lc_ctype 'C'"
            .formatted(name));
    try {
      Program there = Program.at(database.url().replace(database.name(), name));
      refused(there, "encoding UTF8; %s has LATIN1".formatted(name), "CREATE DATABASE");
    } finally {
      database.executeAs("postgres", "drop database " + name + " with (force)");
    }
  }

  @Test
  void aSchemaOfTheNameThatIsAnothersOrHoldsSomethingElseIsRefused() {
    database.executeAs("postgres", "create schema kalends");
    Program kalends = Program.on(database);
    refused(kalends, "schema kalends belongs to role postgres", "ALTER SCHEMA kalends");
    database.executeAs(
        "postgres",
        "alter schema kalends owner to kalends; create table kalends.orders (id integer)");
    refused(kalends, "which Kalends has not made", "ALTER SCHEMA kalends RENAME");
    database.executeAs("postgres", "drop table kalends.orders");
    assertThat(kalends.run("install").code()).isZero();
  }

  @Test
  void withoutAnInstallationARunSaysHowToGetOne() {
    Program.Ended refused = Program.on(database).run("run", "maintenance");
    assertThat(refused.code()).isEqualTo(78);
    assertThat(refused.err()).contains("not installed").contains("kalends install");
  }
}
