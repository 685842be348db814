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

/** With exactly what sql/roles.sql grants every step works. */
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

  private static List<String> complaintsOf(String role, String steps) {
    return Complaints.of(roles, role, steps);
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
      assertThat(Complaints.of(session, duties)).isEmpty();
    }
  }

  @Test
  void theDoctorHasOneFindingForEachGrantThatIsLackingAndNoNameCanForgeOne() throws SQLException {
    String forged = "\"x. GRANT postgres TO evil;\"";
    roles.installer.run(
        """
        create role third_owner; create schema third authorization third_owner;
        create table third.a (at timestamptz not null) partition by range (at);
        create table third.%1$s (at timestamptz not null) partition by range (at);
        alter table third.a owner to third_owner; alter table third.%1$s owner to third_owner;
        select kalends.register('third.a'), kalends.register('third.%1$s')
        """
            .formatted(forged));
    try (Session session = roles.as("kalends")) {
      List<String> found =
          session.rows(
              "select mend from kalends.doctor() where finding ~ '^rights_(?!statistics)'");
      assertThat(found)
          .containsExactlyInAnyOrder(
              "GRANT third_owner TO kalends",
              "GRANT USAGE ON SCHEMA third TO kalends",
              "GRANT SELECT ON third.a TO kalends",
              "GRANT SELECT ON third." + forged + " TO kalends");
      assertThat(
              session.rows(
                  "select finding, subject, detail from kalends.doctor() where mend = 'GRANT"
                      + " third_owner TO kalends'"))
          .containsExactly(
              "rights_create|third.%1$s and 1 more|role kalends may not create partitions of third.%1$s: only its owner may; the same right is needed to create, drop"
                  .formatted(forged));
    } finally {
      roles.installer.run(
          """
          delete from kalends.partition_config where table_schema = 'third';
          drop schema third cascade; drop role third_owner
          """);
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
