package io.kalends.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.PostgresServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Code of a table's owner, wherever Kalends might execute it, is executed with the owner's rights
 * or not at all, whoever has installed Kalends and whoever runs it.
 */
@Tag("slow")
class OwnersCodeIT {
  /** Where the owner has left code; those in {@code MUST} are known to be executed by someone. */
  private static final List<String> ROADS =
      List.of(
          "check",
          "check with a literal",
          "partition key",
          "index of a level below",
          "cast of a foreign key",
          "index of an heir",
          "domain",
          "deferred of a partition",
          "cursor of a deferred trigger",
          "index expression",
          "index predicate",
          "statistics",
          "statistics of the catch-all",
          "delete",
          "insert",
          "delete of the catch-all",
          "statement",
          "deferred",
          "generated column",
          "default",
          "policy",
          "cast to json",
          "cast to text",
          "function",
          "operator",
          "part_config",
          "cursor",
          "prepared statement",
          "deferred again",
          "something to leave");

  private static final List<String> MUST =
      List.of("check", "index expression", "generated column", "something to leave");

  private static Stage stage;

  @BeforeAll
  static void startServer() {
    stage = new Stage();
  }

  @AfterAll
  static void stopServer() {
    stage.close();
  }

  private static void makeTables(String database, String installer) {
    stage.letAttempt(database, ROADS);
    stage.as(
        "app_a",
        database,
        Stage.resource("owner.sql"),
        "grant select on all tables in schema app_a to kalends_reader",
        "analyze");
    stage.as(
        installer,
        database,
        """
        select kalends.register(c.oid::regclass::text, '{"retention_months": 2, "future_partitions": 1}')
        from pg_class c where c.relnamespace = 'app_a'::regnamespace and c.relkind = 'p' and not c.relispartition and c.relname <> 'parts_of_a_queue'\
        """);
    stage.as(
        "app_a",
        database,
        "select setval(c.oid, 1, false) from pg_class c where c.relnamespace ="
            + " 'app_a'::regnamespace and c.relkind = 'S'");
  }

  @ParameterizedTest
  @CsvSource({"postgres,kalends", "installer,kalends", "postgres,postgres", "installer,installer"})
  void isNeverExecutedWithOtherRights(String installer, String runner) {
    String database = "by_" + installer + "_" + runner;
    stage.install(database, installer);
    stage.grant(database);
    makeTables(database, installer);
    stage.grant(database);
    if (runner.equals("installer")) {
      stage.as(PostgresServer.SUPERUSER, "postgres", "grant app_a, app_b to installer");
    }
    Program program = stage.program(runner, database);
    Ended run = program.run("run", "maintenance");
    program.run("plan");
    program.run("health");
    program.run("doctor");
    program.run("list");
    program.run("adopt", "--dry-run");
    program.run("migrate", "plan", "app_a.queue");
    Program reader = stage.program("kalends_reader", database);
    assertThat(reader.run("plan").code()).isZero();
    assertThat(reader.run("health").code()).isIn(0, 3);
    stage.as(
        runner,
        database,
        "select * from kalends.probe_queries()",
        "select * from kalends.create_future_partitions()",
        "select * from kalends.run_partition_maintenance(dry_run => false)",
        "select kalends.record_partitions(null)");
    assertNothingGained(database, run.toString());
    assertThat(stage.rows(database, "select name from kalends.token")).isEmpty();
    assertThat(run.out())
        .contains("code that belongs to role app_a changed this session: cursor later")
        .contains("code that belongs to role app_a changed this session: setting search_path");
  }

  /** By its schedules, requests of SQL, questions over HTTP and query probes. */
  @ParameterizedTest
  @CsvSource({"postgres,postgres", "installer,kalends"})
  void isNeverExecutedWithOtherRightsByAServer(String installer, String runner) {
    String database = "served_" + installer + "_" + runner;
    stage.install(database, installer);
    stage.grant(database);
    makeTables(database, installer);
    stage.grant(database);
    stage.as(
        installer,
        database,
        "insert into kalends.token (name, hash, role, expires_at) values ('t', sha256('kal_t'),"
            + " 'admin', now() + interval '1 day')");
    try (LiveServer server =
        LiveServer.at(
            stage.url(runner, database),
            Map.of("kalends.probe-interval", "1s", "kalends.offer-schedules", "false"))) {
      assertThat(stage.refusal(runner, database, "call kalends.run_job('maintenance')"))
          .contains("request 1 (maintenance) failed: ")
          .containsPattern("and \\d+ more problems");
      for (String path : List.of("health", "list", "status", "config/app_a.queue")) {
        assertThat(server.get("kal_t", "/api/v1/partitions/" + path).status()).isLessThan(500);
      }
      String dryRun = "{\"dryRun\": true}";
      assertThat(server.post("kal_t", "/api/v1/partitions/maintenance", dryRun).status())
          .isEqualTo(200);
      assertThat(server.post("kal_t", "/api/v1/migrations/app_a.queue/plan", "{}").status())
          .isLessThan(500);
      await()
          .untilAsserted(
              () ->
                  assertThat(stage.rows(database, "select count(*) from kalends.query_probe"))
                      .doesNotContain("0"));
    }
    assertNothingGained(database, runner);
    assertThat(stage.rows(database, "select name from kalends.token")).containsExactly("t");
  }

  private static void assertNothingGained(String database, String run) {
    assertThat(stage.called(database, "% as somebody else")).as(run).isEmpty();
    assertThat(stage.called(database, "gain%")).isEmpty();
    assertThat(stage.called(database, "% as its owner"))
        .containsAll(MUST.stream().map(road -> road + " as its owner").toList());
    assertThat(stage.rows(database, "select rolname from pg_roles where rolsuper"))
        .containsExactly("postgres");
  }
}
