package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * With exactly what sql/roles.sql grants every step works; without any one of it a refusal names
 * it.
 */
class RolesIT {
  private static Roles roles;

  @BeforeAll
  static void buildRolesFromTheScriptOnly() throws Exception {
    roles = new Roles();
    roles.grant();
  }

  @AfterAll
  static void closeServer() {
    roles.close();
  }

  /** What each step of a run asks of the database, leases and bookkeeping included; rolled back. */
  private static List<String> everyStep(String steps) {
    List<String> sql = new ArrayList<>();
    sql.add("select kalends.beat('me', 'here')");
    sql.add("select kalends.mark_seen()");
    sql.add("select granted from kalends.take_lease('app', 't', 'me', '30 seconds')");
    sql.add("select kalends.settle_intents('app', 't', 1)");
    sql.add(
        "select kalends.settle_intent(kalends.note_intent(null, 'x', 1, 'app', 't', 'vacuum',"
            + " 'app', 't_now', null, null, 'VACUUM'))");
    sql.add(
        "select kalends.write_ledger(1, 'x', 'app', 't', 'create', 'app', 't', null, null, 1, 1, 1,"
            + " 1, 'done', null, 1)");
    sql.add(
        "select verdict, blocker from kalends.plan_maintenance(null, now(), '%s')"
            .formatted(steps));
    sql.add(
        "select status, message from kalends.perform(null, now(), array_remove('%s'::text[], 'vacuum'), '{}', false)"
            .formatted(steps));
    sql.add("select kalends.release_lease('app', 't', 1)");
    sql.add("select * from kalends.health()");
    sql.add("select * from kalends.probe_queries()");
    sql.add("select * from kalends.list_partitions()");
    sql.add("select * from kalends.run_summary(1)");
    sql.add("select * from kalends.blockers('app.t')");
    sql.add("select kalends.request_job('vacuum', '{}')");
    sql.add("select * from kalends.claim_request('me', '30 seconds')");
    sql.add("select kalends.version(), fingerprint from kalends.installation");
    sql.add(
        "with x as (delete from kalends.process where owner = 'me' returning 1) select count(*)"
            + " from x");
    return sql;
  }

  /** The complaints of one run; everything it did is rolled back. */
  private static List<String> complaints(Session session, List<String> statements) {
    List<String> complaints = new ArrayList<>();
    session.run("begin");
    for (String sql : statements) {
      session.run("savepoint s");
      try {
        session.rows(sql).stream()
            .filter(
                row ->
                    row.startsWith("fault|")
                        || row.startsWith("blocked|")
                        || row.startsWith("failed|"))
            .forEach(complaints::add);
      } catch (IllegalStateException e) {
        complaints.add(e.getCause().getMessage());
        session.run("rollback to savepoint s");
      }
    }
    session.run("rollback");
    return complaints;
  }

  private static List<String> complaintsOf(String role, String steps) {
    try (Session session = roles.as(role)) {
      return complaintsOf(session, steps);
    } catch (SQLException | IllegalStateException e) {
      return List.of(e.getMessage());
    }
  }

  private static List<String> complaintsOf(Session session, String steps) {
    List<String> complaints = new ArrayList<>(complaints(session, everyStep(steps)));
    complaints.addAll(complaints(session, batch()));
    session
        .rows(
            "select detail || ': ' || mend from kalends.doctor() where finding ="
                + " 'rights_statistics'")
        .forEach(complaints::add);
    return complaints;
  }

  /** What Spring Batch does to its tables. */
  private static List<String> batch() {
    List<String> sql = new ArrayList<>();
    for (String table :
        List.of(
            "job_instance",
            "job_execution",
            "job_execution_params",
            "job_execution_context",
            "step_execution",
            "step_execution_context")) {
      String key =
          table.startsWith("job_instance")
              ? "job_instance_id"
              : table.startsWith("job") ? "job_execution_id" : "step_execution_id";
      sql.add(
          "with x as (insert into kalends.batch_%1$s select * from kalends.batch_%1$s where false returning 1) select count(*) from x"
              .formatted(table));
      sql.add(
          "with x as (update kalends.batch_%1$s set %2$s = %2$s where false returning 1) select count(*) from x"
              .formatted(table, key));
      sql.add(
          "with x as (delete from kalends.batch_%1$s where false returning 1) select count(*) from x"
              .formatted(table));
    }
    for (String sequence : List.of("job_instance_seq", "job_execution_seq", "step_execution_seq")) {
      sql.add("select nextval('kalends.batch_%s')".formatted(sequence));
    }
    return sql;
  }

  @Test
  void letKalendsDoEveryStep() {
    assertThat(complaintsOf("kalends", "{create,analyze,vacuum,drop,record}")).isEmpty();
  }

  @Test
  void letKalendsBeAServer() throws SQLException {
    List<String> duties = new ArrayList<>();
    duties.add("select kalends.offer_schedule('x', 'record', '0 4 * * *', 'UTC', null)");
    duties.add("select kalends.set_schedule('x', cron => '0 5 * * *')");
    duties.add("select * from kalends.begin_tick('x', now(), 'me', '15 s', true)");
    duties.add("select kalends.finish_tick('x', now(), 'me', 'waiting', null, null)");
    duties.add("select * from kalends.take_tick('me', '15 s', '{}')");
    duties.add("select * from kalends.status()");
    duties.add("with x as (delete from kalends.schedule returning 1) select count(*) from x");
    assertThat(
            roles.installer.rows(
                """
                select relname, wanted from pg_class, unnest('{INSERT,UPDATE,DELETE}'::text[]) wanted
                where relnamespace = 'kalends'::regnamespace and relname like 'qrtz%' and relkind = 'r'
                  and not has_table_privilege('kalends', pg_class.oid, wanted)\
                """))
        .isEmpty();
    try (Session session = roles.as("kalends")) {
      assertThat(complaints(session, duties)).isEmpty();
    }
  }

  @Test
  void letTheMaintainerAnalyzeVacuumAndRecordFromPostgres17On() {
    assumeThat(PostgresServer.version()).isGreaterThanOrEqualTo(17);
    assertThat(complaintsOf("kalends_maintainer", "{analyze,vacuum,record}")).isEmpty();
  }

  @Test
  void doNotLetTheMaintainerCreateOrDrop() {
    assertThat(complaintsOf("kalends_maintainer", "{create,drop}"))
        .isNotEmpty()
        .allMatch(
            row ->
                row.contains("may not create partitions of app.")
                    || row.contains("may not drop partitions of app."));
  }

  @Test
  void letTheReaderLookAndNothingElse() throws SQLException {
    try (Session reader = roles.as("kalends_reader")) {
      for (String look :
          List.of(
              "plan_maintenance()",
              "health()",
              "forecast()",
              "metrics()",
              "query_percentile()",
              "list_partitions()",
              "doctor()",
              "find_unmanaged()",
              "partition_health_summary()",
              "run_summary(1)")) {
        reader.rows("select * from kalends." + look);
      }
      assertThat(reader.refusal("select kalends.request_job('drop')")).startsWith("42501");
      assertThat(reader.refusal("select kalends.evict('me', '1 second')")).startsWith("42501");
      assertThat(reader.refusal("update kalends.partition_config set enabled = false"))
          .startsWith("42501");
      assertThat(
              reader.rows(
                  "select status from kalends.perform(null, now(), '{create,drop}', '{}', true)"))
          .isNotEmpty();
      assertThat(
              reader.refusal("select * from kalends.perform(null, now(), '{create}', '{}', false)"))
          .startsWith("42501");
    }
  }

  @Test
  void nameTheGrantThatIsMissingWhicheverIsTakenAway() throws SQLException {
    List<String> silent = new ArrayList<>();
    List<String> grants = new ArrayList<>(roles.grants("kalends"));
    assertThat(grants).hasSizeGreaterThan(30);
    grants.remove("USAGE on schema kalends"); // everyone has it, for the sake of insert views
    grants.remove("CREATE on schema kalends");
    String others = "migration|throttle|schedule|tick|qrtz_|token|idempotency";
    grants.removeIf(grant -> grant.matches(".* kalends\\.(" + others + ").*"));
    grants.removeIf(grant -> grant.matches("(INSERT|DELETE) .* kalends\\.partition_config"));
    try (Session session = roles.as("kalends")) {
      for (String grant : grants) {
        roles.installer.run("revoke %s from kalends".formatted(grant));
        List<String> complaints = complaintsWithout(session);
        roles.installer.run("grant %s to kalends".formatted(grant));
        String object =
            grant.replaceAll(".* (on|table|schema|sequence) ", "").replaceAll("^.*\\.", "");
        if (complaints.stream().noneMatch(complaint -> complaint.contains(object))) {
          silent.add(grant + " → " + complaints);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** In one session, whose plans PostgreSQL makes anew after each REVOKE that concerns them. */
  private static List<String> complaintsWithout(Session session) {
    try {
      return complaintsOf(session, "{create,analyze,vacuum,drop,record}");
    } catch (IllegalStateException e) {
      session.run("rollback");
      return List.of(e.getMessage());
    }
  }

  @Test
  void nameTheFunctionThatMayNotBeCalled() {
    for (String function :
        List.of(
            "take_lease(name, name, text, interval)",
            "plan_maintenance(text, timestamptz, text[], integer, jsonb, boolean)",
            "fence(name, name, bigint)",
            "write_ledger(bigint, text, name, name, text, name, name, text, text, integer, integer,"
                + " bigint, bigint, text, text, bigint)",
            "record_partitions(text, timestamptz, integer)")) {
      roles.installer.run("revoke execute on function kalends.%s from kalends".formatted(function));
      assertThat(String.join("\n", complaintsOf("kalends", "{create,analyze,drop,record}")))
          .contains(
              "permission denied for function " + function.substring(0, function.indexOf('(')));
      roles.installer.run("grant execute on function kalends.%s to kalends".formatted(function));
    }
  }

  @Test
  void makeNobodyASuperuserAndWarnOfOne() throws SQLException {
    assertThat(
            roles.installer.rows(
                "select rolname from pg_roles where rolname like 'kalends%' and (rolsuper or"
                    + " rolcreaterole or rolcreatedb or rolbypassrls or rolreplication)"))
        .isEmpty();
    assertThat(
            roles.installer.rows(
                "select severity, subject from kalends.doctor() where finding = 'superuser'"))
        .containsExactly("warning|postgres");
    try (Session kalends = roles.as("kalends")) {
      assertThat(
              kalends.rows(
                  "select finding, detail from kalends.doctor() where finding like 'rights%' or"
                      + " finding = 'superuser'"))
          .isEmpty();
    }
  }

  @Test
  void doNotMakeKalendsAMemberOfASuperuserAndSaySo() throws SQLException, IOException {
    roles.createTable("s", PostgresServer.SUPERUSER);
    try {
      roles.installer.connection().clearWarnings();
      List<String> warnings =
          Warnings.of(roles.installer, Files.readString(Path.of("sql/roles.sql")));
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("app.s belongs to the superuser postgres", "OWNER");
      assertThat(roles.grants("kalends")).doesNotContain("postgres");
      assertThat(complaintsOf("kalends", "{create}"))
          .anyMatch(row -> row.contains("may not create partitions of app.s"));
    } finally {
      roles.installer.run(
          "drop table app.s; delete from kalends.partition_config where table_name = 's'");
    }
  }

  @Test
  void canBeGrantedAgain() throws IOException {
    List<String> before = roles.grants("kalends");
    roles.grant();
    assertThat(roles.grants("kalends")).isEqualTo(before);
  }
}
