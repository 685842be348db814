package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * With exactly what sql/roles.sql grants a migration goes all its ways; without any one of the
 * grants that only migrations need a refusal names it.
 */
class MigrationRolesIT {
  private static Roles roles;

  @BeforeAll
  static void buildRolesFromTheScriptOnly() throws Exception {
    roles = new Roles();
    roles.installer.run(
        """
        create table app.m (id bigserial primary key, at timestamptz not null, what text);
        create index m_what on app.m (what);
        insert into app.m (at, what) select '2026-01-01Z'::timestamptz + g * interval '1 day', 'w' from generate_series(1, 60) g;
        create view app.m_view as select id, what from app.m;
        alter table app.m owner to app_owner; alter view app.m_view owner to app_owner;
        """);
    roles.grant();
  }

  @AfterAll
  static void closeServer() {
    roles.close();
  }

  /** Every way that a migration can go, as one list of statements. */
  private static List<String> everyWay() {
    List<String> sql = new ArrayList<>();
    sql.add("select kalends.new_migration('app.m', '{\"by\": \"at\", \"future\": \"1\"}')");
    sql.add(
        "do $$ declare b record; begin for b in select * from"
            + " kalends.migration_blockers((select max(id) from kalends.migration)) loop raise"
            + " exception '% %: %', b.subject, b.reason, b.mend; end loop; end $$");
    sql.add(act("perform kalends.plan_migration(m)"));
    sql.add(act("perform kalends.prepare_migration(m); perform kalends.capture_migration(m)"));
    sql.add(act("perform kalends.restart_copy(m, 'to try it')"));
    sql.add(
        act(
            "perform kalends.copy_range(m, s.stripe, 10000) from kalends.migration_stripe s where"
                + " s.migration_id = m; perform kalends.end_copy(m)"));
    sql.add(each("select statement from kalends.index_statements(m)"));
    sql.add(act("perform kalends.end_index(m); perform kalends.start_mirror(m)"));
    sql.add(verify());
    sql.add(each("select unnest(kalends.before_swap_statements(m))"));
    sql.add(act("perform kalends.swap(m, 'verified')"));
    sql.add(each("select unnest(kalends.after_swap_statements(m))"));
    sql.add("insert into app.m (at, what) values (now(), 'after the cut-over')");
    sql.add(verify());
    sql.add(
        act(
            "if not has_any_column_privilege('kalends_reader', 'kalends.capture_' || m, 'select')"
                + " or has_table_privilege('kalends_reader', 'kalends.capture_' || m, 'select')"
                + " then raise exception 'readers may count the log, and see no keys'; end if"));
    sql.add("select count(*) from kalends.plan_maintenance(steps => '{audit}')");
    sql.add("savepoint cut_over");
    sql.add(act("perform kalends.retire_migration(m, true)"));
    sql.add("rollback to savepoint cut_over");
    sql.add(each("select unnest(kalends.before_swap_statements(m))"));
    sql.add(act("perform kalends.swap(m, 'cut_over')"));
    sql.add(each("select unnest(kalends.after_swap_statements(m))"));
    sql.add(act("perform kalends.audit_migration(m)"));
    sql.add(act("perform kalends.give_up_migration(m)"));
    return sql;
  }

  private static String act(String plpgsql) {
    return "do $$ declare m bigint := (select max(id) from kalends.migration); begin %s; end $$"
        .formatted(plpgsql);
  }

  private static String each(String query) {
    return "do $$ declare m bigint := (select max(id) from kalends.migration); q text; begin for q in %s loop execute q; end loop; end $$"
        .formatted(query);
  }

  private static String verify() {
    return act(
        "if not kalends.note_verification(m, (select jsonb_agg(to_jsonb(c)) from"
            + " kalends.compare(m) c), 1) then raise exception 'unequal'; end if");
  }

  /** The first complaint, empty if there is none; everything is rolled back. */
  private static String complaint(String role) throws SQLException {
    try (Session session = roles.as(role)) {
      session.run("begin");
      try {
        everyWay().forEach(session::run);
        return "";
      } catch (IllegalStateException e) {
        return e.getMessage();
      } finally {
        session.run("rollback");
      }
    }
  }

  @Test
  void letKalendsMigrate() throws SQLException {
    assertThat(complaint("kalends")).isEmpty();
  }

  @Test
  void nameTheGrantThatIsMissingWhicheverIsTakenAway() throws SQLException {
    List<String> silent = new ArrayList<>();
    List<String> grants =
        roles.grants("kalends").stream()
            .filter(
                grant ->
                    grant.matches(".* kalends\\.migration.*")
                        || grant.matches("(INSERT|DELETE) .* kalends\\.partition_config")
                        || grant.equals("CREATE on schema kalends")
                        || grant.equals("USAGE on schema app")
                        || grant.equals("app_owner"))
            .toList();
    assertThat(grants).hasSizeGreaterThan(10).contains("app_owner");
    for (String grant : grants) {
      roles.installer.run("revoke %s from kalends".formatted(grant));
      String complaint = complaint("kalends");
      String option = grant.equals("CREATE on schema kalends") ? " with grant option" : "";
      roles.installer.run("grant %s to kalends%s".formatted(grant, option));
      String object = grant.replaceAll(".* (on|table|schema) ", "").replaceAll("^.*\\.", "");
      if (!complaint.contains(object)) {
        silent.add(grant + " → " + complaint);
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void doNotLetTheMaintainerOrTheReaderBegin() throws SQLException {
    assertThat(complaint("kalends_maintainer")).contains("may not read app.m");
    assertThat(complaint("kalends_reader")).contains("may not read app.m");
  }
}
