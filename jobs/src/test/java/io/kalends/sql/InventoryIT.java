package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One table with every kind of dependant: each works on the new table after the cut-over, on the
 * old one after the roll-back, and on the new one again after a second cut-over.
 */
class InventoryIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;
  private Undertaking migration;
  private int turn;

  @BeforeAll
  static void createRoles() {
    createRole("inventory_reader");
    createRole("inventory_writer");
  }

  /** Unless it is there: a role belongs to the server, and another test may make it just now. */
  static void createRole(String name) {
    PostgresServer.shared()
        .execute(
            """
            do $$ begin
              create role %s login;
            exception when duplicate_object or unique_violation then null; end $$
            """
                .formatted(name));
  }

  @BeforeEach
  void createTheTable() {
    session = Session.of(database);
    session.run(Resources.text("/migration/every-dependant.sql"));
    migration = Undertaking.plan(session, "app.events", "{\"by\": \"at\", \"future\": \"1\"}");
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void nothingIsLostGoingForthBackAndForthAgain() {
    assertThat(migration.blockers()).isEmpty();
    assertThat(migration.inventory()).noneMatch(row -> row.endsWith("|needs_you"));
    check("before");
    migration.cutOver();
    assertThat(session.value("select relkind from pg_class where oid = 'app.events'::regclass"))
        .isEqualTo("p");
    check("after the cut-over");
    migration.rollBack();
    assertThat(session.value("select relkind from pg_class where oid = 'app.events'::regclass"))
        .isEqualTo("r");
    check("after the roll-back");
    migration.cutOver();
    check("after the second cut-over");
    assertThat(migration.statements("after")).isEmpty();
  }

  @Test
  void theSchemaIsTheSameToTheLetterAfterCutOverAndRollBack() {
    migration.mirror();
    List<String> before = signature();
    migration.cutOver();
    migration.rollBack();
    assertThat(signature()).containsExactlyElementsOf(before);
  }

  /** Each dependant: that it is there, and that it works. */
  private void check(String when) {
    turn++;
    assertThat(session.rows(Resources.text("/migration/inventory-checks.sql"))).as(when).isEmpty();
    checkInserts(when);
    checkRulesAndViews(when);
    checkKeys(when);
    checkRoles(when);
    if (turn > 1) {
      assertThat(session.value("select kalends.mirror_fault(%d)".formatted(migration.id)))
          .as(when)
          .isEmpty();
      assertThat(migration.verify()).as(when + ": old and new are equal").isTrue();
    }
  }

  private void checkInserts(String when) {
    session.run("truncate app.log");
    long id = session.number("select max(id) from app.events");
    long n = session.number("select max(n) from app.events");
    assertThat(
            session.value(
                "insert into app.events (kind, amount) values ('t-row', 5) returning id, n,"
                    + " doubled"))
        .as(when + ": the sequences go on")
        .isEqualTo("%d|%d|10".formatted(id + 1, n + 3));
    assertThat(session.rows("select what from app.log order by 1"))
        .as(when + ": each trigger fires once")
        .containsExactly("t_always INSERT", "t_row INSERT");
    session.run(
        "insert into app.v (id, at, amount) values (nextval('app.events_id_seq'), '2025-02-01Z',"
            + " 7)");
    assertThat(session.value("select kind from app.events order by id desc limit 1"))
        .as(when + ": through the view, with its default")
        .isEqualTo("by view");
    assertThat(session.refusal("insert into app.v (id, at, amount) values (0, now(), 0)"))
        .startsWith("44000");
    assertThat(session.refusal("insert into app.events (amount) values (-1)"))
        .startsWith("23514")
        .contains("amount_ok");
  }

  private void checkRulesAndViews(String when) {
    session.run(
        "refresh materialized view concurrently app.totals; refresh materialized view"
            + " app.nested_totals");
    assertThat(session.value("select amount = app.f_atomic() from app.over_totals"))
        .as(when)
        .isEqualTo("t");
    session.run("insert into app.events (kind) values ('ruled')");
    session.run("truncate app.log; delete from app.events where kind = 'ruled'");
    assertThat(session.rows("select what from app.log")).as(when).containsExactly("ruled");
    session.run("truncate app.log; insert into app.ref values (%d, 'new')".formatted(100 + turn));
    assertThat(session.value("select what = 'events ' || app.f_atomic() from app.log"))
        .as(when)
        .isEqualTo("t");
  }

  private void checkKeys(String when) {
    assertThat(session.refusal("insert into app.events (ref_id) values (4711)"))
        .startsWith("23503")
        .contains("events_ref");
    assertThat(session.refusal("insert into app.child values (0, now())"))
        .startsWith("23503")
        .contains("child_event");
    int ref = 100 + turn;
    session.run(
        "insert into app.events (ref_id) select %d from generate_series(1, 3)".formatted(ref));
    session.run("delete from app.ref where id = " + ref);
    assertThat(session.number("select count(*) from app.events where ref_id = " + ref))
        .as(when + ": ON DELETE CASCADE of its own key")
        .isZero();
    long children = session.number("select count(*) from app.child");
    session.run("update app.events set amount = amount + 1 where id <= 5");
    assertThat(session.number("select count(*) from app.child")).as(when).isEqualTo(children);
    session.run("delete from app.events where id = " + turn);
    assertThat(session.number("select count(*) from app.child"))
        .as(when + ": ON DELETE CASCADE of the key that points to it")
        .isEqualTo(children - 1);
  }

  private void checkRoles(String when) {
    try (Session reader = Session.of(database, "inventory_reader");
        Session writer = Session.of(database, "inventory_writer")) {
      assertThat(reader.value("select count(*) from app.events where kind = 'k0'"))
          .as(when)
          .isEqualTo("0");
      assertThat(reader.number("select count(*) from app.events where kind = 'k1'"))
          .as(when)
          .isPositive();
      assertThat(reader.value("select app.f_row(e) from app.events e where id = 7"))
          .isEqualTo("k1!");
      assertThat(reader.value("select count(*) from app.gate"))
          .as(when + ": a policy that reads the table")
          .isEqualTo("1");
      assertThat(reader.number("select count(*) from app.v")).as(when).isPositive();
      assertThat(reader.number("select count(*) from app.totals")).as(when).isPositive();
      assertThat(reader.refusal("update app.events set amount = 1")).startsWith("42501");
      assertThat(writer.count("update app.events set amount = amount where id = 8"))
          .as(when)
          .isOne();
      writer.run("insert into app.events (kind) values ('written')");
      assertThat(writer.refusal("update app.events set at = now()")).startsWith("42501");
      assertThat(writer.refusal("update app.events set amount = 100000")).startsWith("42501");
      assertThat(writer.refusal("delete from app.events")).startsWith("42501");
    }
  }

  private List<String> signature() {
    return session.rows(Resources.text("/migration/signature.sql"));
  }
}
