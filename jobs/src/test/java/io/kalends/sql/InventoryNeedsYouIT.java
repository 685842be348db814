package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What cannot be kept is a blocker before the start, each with its mend; and again before a swap.
 */
class InventoryNeedsYouIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createTheTable() {
    session = Session.of(database);
    session.run(
        """
        create table t (id bigint primary key, "at" timestamptz not null, "theKind" text, amount int);
        create function f() returns trigger language plpgsql as 'begin return new; end';
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private List<String> blockers(String options) {
    return Undertaking.plan(session, "t", options).blockers();
  }

  /** These and no others, each with its mend. */
  private static void says(List<String> blockers, String... beginnings) {
    assertThat(blockers)
        .hasSize(beginnings.length)
        .allSatisfy(row -> assertThat(row.split("[|]")[3]).hasSizeGreaterThan(8));
    for (String beginning : beginnings) {
      assertThat(blockers).anyMatch(row -> row.startsWith(beginning), beginning);
    }
  }

  @Test
  void allOfItIsSaidAtOnceAndNothingIsTouched() {
    session.run(
        """
        create table child (t_id bigint constraint to_t references t);
        create table of_type (x t);
        create table other (id int);
        alter table t add other_id int, add constraint unproved check (amount > 0) not valid;
        create constraint trigger deferred_one after insert on t deferrable for each row execute function f();
        create trigger transition after update on t referencing new table as n for each row execute function f();
        create function row_of(t) returns int language sql as 'select 1';
        create view needs_row_of as select row_of(null) as n;
        """);
    says(
        blockers("{\"by\": \"at\"}"),
        "constraint|unproved on public.t|it is not valid",
        "reference|to_t on public.child|it points to {id}, which public.t has no unique index of",
        "unknown|column x of table public.of_type|Kalends does not know how to move it",
        "trigger|deferred_one on public.t|a partitioned table has no constraint triggers",
        "trigger|transition on public.t|a partitioned table has no row triggers with transition",
        "unknown|rule _RETURN on view public.needs_row_of|",
        "function|public.row_of(public.t)|its signature has the row type of the table, and");
    assertThat(session.value("select phase from kalends.migration")).isEqualTo("planned");
    assertThat(session.value("select to_regclass('t_new') is null")).isEqualTo("t");
  }

  @Test
  void whatMentionsColumnsThatAreRenamedAndCannotBeRewritten() {
    session.run(
        """
        create table log (what text);
        create rule r as on delete to t do also insert into log values (old."theKind");
        create function uses() returns trigger language plpgsql as 'begin new."theKind" := ''x''; return new; end';
        create trigger uses before insert on t for each row execute function uses();
        alter table t enable row level security;
        create policy p on t using (exists (select from log where what = "theKind"));
        """);
    says(
        blockers("{\"by\": \"at\", \"into\": \"u\", \"rename\": \"theKind:kind\"}").stream()
            .filter(row -> !row.startsWith("row_security"))
            .toList(),
        "rule|r on public.t|it mentions \"theKind\", which gets another name|make it a trigger",
        "trigger|uses on public.t|its function public.uses() mentions \"theKind\"",
        "policy|p on public.t|it has a subquery and mentions \"theKind\"");
  }

  @Test
  void aReplicaIdentityByAnIndexThatIsNotValid() {
    session.run(
        "create unique index t_identity on t (id, \"at\"); alter table t replica identity using"
            + " index t_identity");
    database.executeAs(
        PostgresServer.SUPERUSER,
        "update pg_index set indisvalid = false where indexrelid = 't_identity'::regclass");
    says(
        blockers("{\"by\": \"at\"}"),
        "replica_identity|t_identity on public.t|the partitioned table does not get this index");
  }

  @Test
  void aPublicationOfEverythingWouldSendTheShadowToo() {
    database.executeAs(PostgresServer.SUPERUSER, "create publication everything for all tables");
    assertThat(blockers("{\"by\": \"at\"}"))
        .singleElement()
        .asString()
        .startsWith("publication|everything|it publishes every table");
  }

  @Test
  void whatComesInTheWayAfterTheStartStopsTheSwap() {
    Undertaking migration = Undertaking.plan(session, "t", "{\"by\": \"at\"}");
    assertThat(migration.blockers()).isEmpty();
    migration.mirror();
    migration.verify();
    session.run("create table child (t_id bigint constraint to_t references t)");
    assertThat(session.refusal("select kalends.swap(%d, 'verified')".formatted(migration.id)))
        .startsWith("KA002")
        .contains("to_t on public.child");
    session.run("drop table child");
    migration.cutOver();
    assertThat(migration.phase()).isEqualTo("cut_over");
  }
}
