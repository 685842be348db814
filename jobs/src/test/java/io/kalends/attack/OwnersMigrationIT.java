package io.kalends.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Code of a table's owner is executed with the owner's rights by a migration, too, from the plan to
 * the end, and by its mirror in the owner's own sessions.
 */
@Tag("slow")
class OwnersMigrationIT {
  /** Where the owner has left code; each of {@code MUST} is executed by every migration. */
  private static final List<String> ROADS =
      List.of(
          "cast to json",
          "cast to text",
          "cast of a foreign key",
          "domain",
          "generated column",
          "default",
          "check",
          "check of a row",
          "index expression",
          "index predicate",
          "statistics",
          "trigger",
          "statement",
          "view",
          "materialized view");

  private static final List<String> MUST =
      List.of("check", "generated column", "index expression", "cast of a foreign key");

  private static Stage stage;

  @BeforeAll
  static void startServer() {
    stage = new Stage();
  }

  @AfterAll
  static void stopServer() {
    stage.close();
  }

  private static void makeTable(String database) {
    stage.letAttempt(database, ROADS);
    stage.as(
        "app_a",
        database,
        Stage.resource("monolith.sql"),
        "analyze",
        "select setval(c.oid, 1, false) from pg_class c where c.relnamespace ="
            + " 'app_a'::regnamespace and c.relkind = 'S'");
  }

  @ParameterizedTest
  @CsvSource({"postgres,kalends", "installer,kalends", "postgres,postgres", "installer,installer"})
  void isNeverExecutedWithOtherRights(String installer, String runner) {
    String database = "migrated_by_" + installer + "_" + runner;
    stage.install(database, installer);
    stage.grant(database);
    makeTable(database);
    if (runner.equals("kalends")) {
      stage.as(PostgresServer.SUPERUSER, database, "grant app_a to kalends");
    } else if (runner.equals("installer")) {
      stage.as(PostgresServer.SUPERUSER, "postgres", "grant app_a, app_b to installer");
    }
    migrate(stage.program(runner, database), database);

    assertThat(stage.called(database, "% as somebody else")).isEmpty();
    assertThat(stage.called(database, "gain%")).isEmpty();
    assertThat(stage.called(database, "% as its owner"))
        .containsAll(MUST.stream().map(road -> road + " as its owner").toList());
    assertThat(stage.rows(database, "select rolname from pg_roles where rolsuper"))
        .containsExactly("postgres");
    // a superuser's query of the table would execute the owner's code with a superuser's rights
    stage.as(
        "app_a", database, "do $$ begin assert (select count(*) from app_a.mono) = 60; end $$");
  }

  /** All the way there, back, and there again, with writes of the owner in each phase. */
  private static void migrate(Program program, String database) {
    String insert = "insert into app_a.mono (id, at) values (%d, now())";
    green(program, "migrate", "plan", "app_a.mono", "--by", "at");
    green(program, "migrate", "start", "app_a.mono", "--by", "at", "--future", "1");
    stage.as("app_a", database, insert.formatted(1001), "delete from app_a.mono where id = 5");
    assertThat(
            stage.rows(
                database,
                "select proowner::regrole::text from pg_proc where proname ~ '^follow_[0-9]'"))
        .containsExactly("app_a");
    assertThat(
            stage.refusal(
                "app_a",
                database,
                "create or replace function kalends.follow_1() returns trigger language plpgsql as"
                    + " 'begin return null; end'"))
        .startsWith("42501");
    green(program, "migrate", "verify", "app_a.mono");
    program.run("migrate", "differences", "app_a.mono");
    program.run("migrate", "rehearse", "app_a.mono");
    green(program, "migrate", "cutover", "app_a.mono");
    stage.as("app_a", database, insert.formatted(1002), "delete from app_a.mono where id = 6");
    green(program, "migrate", "verify", "app_a.mono");
    green(program, "migrate", "rollback", "app_a.mono");
    green(program, "migrate", "verify", "app_a.mono");
    green(program, "migrate", "cutover", "app_a.mono");
    program.run("health");
    program.run("run", "maintenance");
    green(program, "migrate", "retire", "app_a.mono", "--force");
  }

  private static void green(Program program, String... arguments) {
    Ended ended = program.run(arguments);
    assertThat(ended.code()).as(ended.toString()).isZero();
  }
}
