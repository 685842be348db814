package io.kalends.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other roles may call and write: no more than sql/roles.sql says, and nothing that lies. */
class RightsIT {
  private static final String D = "rights";
  private static Stage stage;

  /** As hosted platforms have it: whatever a role creates is another's too. */
  @BeforeAll
  static void install() {
    stage = new Stage();
    stage.as(
        PostgresServer.SUPERUSER,
        "template1",
        """
        alter default privileges for role installer grant all on tables to web, public;
        alter default privileges for role installer grant all on sequences to web;
        alter default privileges for role installer grant all on functions to web\
        """);
    stage.install(D, Stage.INSTALLER);
    stage.grant(D);
  }

  @AfterAll
  static void stopServer() {
    stage.close();
  }

  private static String refused(String role, String sql) {
    return stage.refusal(role, D, sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "app_a", "app_b"})
  void aRoleThatIsNotOneOfKalendsMayNeitherReadNorWriteNorCall(String role) {
    assertThat(
            stage.rows(
                D,
                """
                select c.relname || ' ' || p from pg_class c cross join unnest('{SELECT,INSERT,UPDATE,DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) p
                where c.relnamespace = 'kalends'::regnamespace and c.relkind in ('r', 'v') and has_table_privilege('%1$s', c.oid, p)
                union all
                select c.relname || ' ' || p from pg_class c cross join unnest('{SELECT,USAGE,UPDATE}'::text[]) p
                where c.relnamespace = 'kalends'::regnamespace and c.relkind = 'S' and has_sequence_privilege('%1$s', c.oid, p)
                union all
                select f.oid::regprocedure::text from pg_proc f
                where f.pronamespace = 'kalends'::regnamespace and has_function_privilege('%1$s', f.oid, 'EXECUTE')\
                """
                    .formatted(role)))
        .containsExactly("kalends.insert_making_room()");
  }

  @Test
  void theMaintainerCannotHaveATableDroppedThatWasNoPartition() {
    String secret = "'app_b.secret'::regclass";
    assertThat(
            refused(
                "kalends_maintainer",
                "insert into kalends.detached_partition (partition_oid, partition_schema, partition_name, parent_schema, parent_table, drop_after) values (%s, 'app_b', 'secret', 'app_b', 'billing', now())"
                    .formatted(secret.replace("::regclass", ""))
                    .replace("'app_b.secret'", "1")))
        .startsWith("42501");
    assertThat(
            refused(
                "kalends_maintainer",
                "insert into kalends.intent (table_schema, table_name, action, target_oid,"
                    + " target_schema, target, statement) values ('app_b', 'billing', 'detach',"
                    + " (select c.oid from pg_class c where c.relname = 'secret'), 'app_b',"
                    + " 'secret', 'x')"))
        .startsWith("42501");
    assertThat(
            refused(
                "kalends_maintainer",
                "insert into kalends.intent (table_schema, table_name, action, target_oid,"
                    + " target_schema, target, statement) values ('app_b', 'billing', 'vacuum', 1,"
                    + " 'app_b', 'secret', 'x'); update kalends.intent set action = 'detach'"))
        .startsWith("42501");
    assertThat(stage.program("kalends", D).run("run", "maintenance").code()).isZero();
    assertThat(stage.rows(D, "select text from app_b.secret")).containsExactly("of app_b");
  }

  @Test
  void theMaintainerHasAServerDoNothingThatItMayNotDoItself() {
    for (String job : List.of("maintenance", "create", "drop")) {
      assertThat(refused("kalends_maintainer", "select kalends.request_job('" + job + "')"))
          .startsWith("42501")
          .contains("it may request analyze, vacuum and record");
    }
    stage.as("kalends_maintainer", D, "select kalends.request_job('vacuum')");
    assertThat(refused("kalends_maintainer", "update kalends.request set job = 'drop'"))
        .startsWith("42501");
    assertThat(
            refused(
                "kalends_maintainer",
                "insert into kalends.request (job, actor) values ('vacuum', 'somebody')"))
        .startsWith("42501");
    assertThat(stage.rows(D, "select distinct actor from kalends.request"))
        .containsExactly("kalends_maintainer");
  }

  @Test
  void theLedgerSaysWhoWroteIt() {
    stage.as(
        "kalends_maintainer",
        D,
        "insert into kalends.ledger (action, outcome, actor, requested_by, at) values ('forged',"
            + " 'done', 'postgres', 'token:admin', '2020-01-01')");
    assertThat(
            stage.rows(
                D,
                "select concat_ws('|', actor, requested_by, at > now() - interval '1 hour') from"
                    + " kalends.ledger where action = 'forged'"))
        .containsExactly("kalends_maintainer|t");
    assertThat(refused("kalends_maintainer", "update kalends.ledger set actor = 'x'"))
        .startsWith("42501");
    assertThat(refused("kalends_maintainer", "delete from kalends.ledger")).startsWith("42501");
    assertThat(refused("kalends", "delete from kalends.ledger"))
        .startsWith("KA002")
        .contains("append-only: DELETE is refused");
  }

  @Test
  void noRoleOfARunConfirmsAPolicyOrMakesAToken() {
    for (String role : List.of("kalends", "kalends_maintainer", "kalends_reader")) {
      assertThat(refused(role, "select kalends.confirm('events')")).startsWith("42501");
      assertThat(
              refused(
                  role,
                  "insert into kalends.token (name, hash, role, expires_at) values ('x',"
                      + " sha256('x'), 'admin', 'infinity')"))
          .startsWith("42501");
      assertThat(refused(role, "update kalends.token set hash = sha256('x')")).startsWith("42501");
    }
    stage.as("kalends_maintainer", D, "update kalends.partition_config set seen_at = seen_at");
    assertThat(
            stage.rows(
                D,
                "select distinct confirmed_at is null from kalends.partition_config where"
                    + " table_name in ('events', 'goal_completions')"))
        .containsExactly("t");
    assertThat(
            stage
                .program("kalends_tokens", D)
                .run("token", "create", "--role", "viewer", "--name", "of-a-person"))
        .satisfies(ended -> assertThat(ended.code()).as(ended.toString()).isZero());
    assertThat(stage.program("kalends", D).run("token", "create", "--role", "admin").code())
        .isNotZero();
  }

  /**
   * A function that runs as its owner, or that anybody may call, is listed here with its reason.
   */
  @Test
  void everyFunctionThatIsSecurityDefinerOrGrantedToPublicIsKnown() {
    assertThat(
            stage.rows(
                D,
                "select proname from pg_proc where pronamespace = 'kalends'::regnamespace and"
                    + " prosecdef"))
        .as("make_room: for insert views; executed by the functions of table owners alone")
        .containsExactly("make_room");
    assertThat(
            stage.rows(
                D,
                """
                select proname from pg_proc f cross join lateral aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g
                where pronamespace = 'kalends'::regnamespace and g.grantee = 0\
                """))
        .as("insert_making_room: a trigger function, with the rights of who inserts")
        .containsExactly("insert_making_room");
  }

  @Test
  void theDoctorFindsGrantsThatNobodyMeant() {
    stage.as(Stage.INSTALLER, D, "grant insert, update on kalends.token to web");
    assertThat(stage.program("kalends_reader", D).run("doctor").out())
        .contains("web may INSERT, UPDATE")
        .contains("REVOKE INSERT, UPDATE ON kalends.token FROM web");
    stage.as(Stage.INSTALLER, D, "revoke insert, update on kalends.token from web");
    assertThat(stage.program("kalends_reader", D).run("doctor").out()).doesNotContain("web may");
  }
}
