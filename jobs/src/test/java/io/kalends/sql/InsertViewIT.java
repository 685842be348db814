package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kalends.testing.Background;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.io.StringReader;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/** The view through which an INSERT makes the partition that it lacks, and what that costs. */
class InsertViewIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createATableAndItsView() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id bigint generated always as identity, "At %" timestamptz not null default now(), gone int, n int default 7,
          twice int generated always as (n * 2) stored, primary key (id, "At %")) partition by range ("At %");
        alter table t drop column gone;
        select kalends.register('t', '{"retention_months": 120}');
        select kalends.create_insert_view('t');
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void makesThePartitionOfAnInsert() {
    session.run(
        "insert into t_insert (\"At %\") values (now() + interval '2 years'), (now()), (now() -"
            + " interval '100 days')");
    assertThat(session.number("select count(*) from t")).isEqualTo(3);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(3);
    assertThat(session.rows("select distinct action from kalends.ledger"))
        .containsExactly("create");
  }

  @Test
  void makesThePartitionsOfACopy() throws SQLException, java.io.IOException {
    String rows = "2026-08-01 00:00Z\n2027-01-05 00:00Z\n2027-03-05 00:00Z\n";
    assertThat(
            session
                .connection()
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy t_insert (\"At %\") from stdin", new StringReader(rows)))
        .isEqualTo(3);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(3);
  }

  /** The first number is gone with the attempt that found no partition. */
  @Test
  void knowsDefaultsIdentityAndGeneratedColumns() {
    session.run("insert into t_insert default values");
    session.run("insert into t_insert (n) values (50)");
    session.run("insert into t (n) values (51)");
    assertThat(session.rows("select id, n, twice from t order by id"))
        .containsExactly("2|7|14", "3|50|100", "4|51|102");
    assertThat(session.rows("select id, n, twice from t_insert order by id")).hasSize(3);
  }

  @Test
  void makesAPartitionOnceForManyWritersAtOnce() throws Exception {
    var writers = new java.util.ArrayList<java.util.concurrent.CompletableFuture<Void>>();
    for (int writer = 0; writer < 4; writer++) {
      writers.add(
          Background.run(
              () -> {
                try (Session own = Session.of(database)) {
                  for (int i = 0; i < 10; i++) {
                    own.run(
                        """
                        insert into t_insert ("At %%")
                        values (date_trunc('month', now()) + interval '%d months 9 days')
                        """
                            .formatted(i));
                  }
                }
              }));
    }
    for (var writer : writers) {
      writer.get();
    }
    assertThat(session.number("select count(*) from t")).isEqualTo(40);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(10);
  }

  @Test
  void waitsForWhoeverIsMakingThePartitionAndThenUsesIt() throws Exception {
    String insert = "insert into t_insert (\"At %\") values (date_trunc('month', now()))";
    try (Session first = Session.of(database);
        Session second = Session.of(database)) {
      first.run("begin");
      first.run(insert);
      var late = Background.run(() -> second.run(insert));
      await()
          .until(
              () ->
                  late.isDone()
                      || database
                          .value(
                              "select count(*) from pg_stat_activity where datname ="
                                  + " current_database() and wait_event_type = 'Lock'")
                          .equals("1"));
      assertThat(late).isNotDone();
      first.run("commit");
      late.get();
    }
    assertThat(session.number("select count(*) from t")).isEqualTo(2);
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(1);
  }

  /**
   * The INSERT looks up the partitions before the trigger waits, so it fails although the partition
   * is there by then. It is tried again when the session that made the partition has released its
   * lock: a row of the catalogue is visible before the caches of other sessions are invalidated.
   */
  @Test
  void usesThePartitionThatAnotherMadeWhileTheInsertFailed() throws Exception {
    session.run(
        """
        create function pause() returns trigger language plpgsql as
          'begin perform pg_advisory_xact_lock(4711); return null; end';
        create trigger pause before insert on t for each statement execute function pause();
        """);
    try (Session first = Session.of(database);
        Session second = Session.of(database)) {
      second.run("select pg_advisory_lock(4711)");
      var insert =
          Background.run(
              () ->
                  first.run("insert into t_insert (\"At %\") values (date_trunc('month', now()))"));
      await().until(() -> isWaitingFor("advisory"));
      second.run("select kalends.create_partition_at('t'::regclass, 'month', now())");
      second.run("begin; lock table only t in share update exclusive mode");
      second.run("select pg_advisory_unlock(4711)");
      await().until(() -> insert.isDone() || isWaitingFor("relation"));
      assertThat(insert).isNotDone();
      second.run("commit");
      insert.get();
    }
    assertThat(session.number("select count(*) from t")).isEqualTo(1);
  }

  private boolean isWaitingFor(String lockType) {
    return database
        .value(
            "select count(*) from pg_locks where locktype = '%s' and not granted and database ="
                    .formatted(lockType)
                + " (select oid from pg_database where datname = current_database())")
        .equals("1");
  }

  /** As VACUUM and ANALYZE of it have it. */
  @Test
  void doesNotWaitForALockOnAnotherPartition() {
    session.run("select kalends.create_partition_at('t'::regclass, 'month', now())");
    try (Session other = Session.of(database)) {
      other.run("begin");
      other.run(
          "lock table %s in share update exclusive mode"
              .formatted(session.value("select partition_oid::regclass from kalends.partitions")));
      session.run("set lock_timeout = '10s'");
      session.run("insert into t_insert (\"At %\") values (now() + interval '40 days')");
    }
    assertThat(session.number("select count(*) from kalends.partitions")).isEqualTo(2);
  }

  @Test
  void servesAnApplicationWithoutRightsOnKalends() {
    String role = "app_" + database.name();
    database.executeAs(
        PostgresServer.SUPERUSER,
        """
        create role %1$s login;
        grant usage on schema public to %1$s;
        grant insert, select on public.t, public.t_insert to %1$s;
        """
            .formatted(role));
    try (Session app = Session.of(database, role)) {
      assertThat(app.refusal("insert into t_insert default values"))
          .startsWith("42501")
          .contains("GRANT EXECUTE ON FUNCTION public.t_insert_room(timestamptz) TO " + role);
    }
    session.run("grant execute on function t_insert_room(timestamptz) to " + role);
    try (Session app = Session.of(database, role)) {
      app.run("insert into t_insert (\"At %\") values (now() + interval '2 years')");
      app.run("insert into t_insert default values");
      assertThat(app.number("select count(*) from t")).isEqualTo(2);
      assertThat(app.refusal("select * from kalends.partition_config")).startsWith("42501");
      assertThat(app.refusal("select kalends.create_partition_at('t'::regclass, 'day', now())"))
          .startsWith("42501");
    }
    session.run("revoke select on t from " + role);
    try (Session app = Session.of(database, role)) {
      app.run("insert into t_insert (\"At %\") values (now() + interval '3 years')");
    }
    session.run("revoke insert on t from " + role);
    try (Session app = Session.of(database, role)) {
      assertThat(app.refusal("select t_insert_room(now() + interval '1 year')"))
          .startsWith("42501")
          .contains("role " + role + " may not insert into public.t");
      assertThat(app.refusal("select kalends.make_room('t', now() + interval '1 year')"))
          .startsWith("42501")
          .contains("permission denied for function make_room");
    }
  }

  @Test
  void refusesWhatLiesOutsideRetentionAndTenYears() {
    for (String time : new String[] {"2000-01-01", "2100-01-01", "infinity", "-infinity"}) {
      assertThat(session.refusal("insert into t_insert (\"At %%\") values ('%s')".formatted(time)))
          .startsWith("KA002")
          .contains("no partition of public.t is made for");
    }
    assertThat(session.number("select count(*) from kalends.partitions")).isZero();
  }

  @Test
  void handsOnOtherErrorsAsTheyAre() {
    session.run("alter table t add constraint small check (n < 100)");
    session.run("insert into t_insert default values");
    assertThat(session.refusal("insert into t_insert (n) values (500)"))
        .startsWith("23514")
        .contains("small");
    assertThat(session.refusal("insert into t_insert (\"At %\") values (null)"))
        .startsWith("23514");
  }

  @Test
  void handsOnAViolationThatATriggerOfTheTableRaises() {
    session.run(
        """
        create table t_2000 partition of t for values from ('2000-01-01Z') to ('2001-01-01Z');
        create sequence calls;
        create function refuse() returns trigger language plpgsql as
          'begin perform nextval(''public.calls''); raise check_violation using message = ''not on a Sunday''; end';
        create trigger refuse before insert on t for each row execute function refuse();
        """);
    assertThat(session.refusal("insert into t_insert (\"At %\") values ('2000-06-01Z')"))
        .startsWith("23514")
        .contains("not on a Sunday");
    assertThat(session.number("select last_value from calls")).as("calls").isEqualTo(1);
  }

  @Test
  void refusesATableThatIsNotManagedAnyMore() {
    session.run("delete from kalends.partition_config");
    assertThat(session.refusal("insert into t_insert default values"))
        .startsWith("KA002")
        .contains("public.t is not managed by Kalends");
  }

  @Test
  void paysWithOnConflictWhichPostgresqlDoesNotApplyToAView() {
    session.run("insert into t_insert (\"At %\") values ('2026-11-01Z')");
    session.run("insert into t_insert (\"At %\") values ('2026-11-01Z') on conflict do nothing");
    assertThat(
            session.refusal(
                "insert into t_insert (id, \"At %\") values (2, '2026-11-01Z') on conflict do"
                    + " nothing"))
        .startsWith("23505");
    assertThat(
            session.refusal(
                "insert into t_insert (id) values (1) on conflict (id, \"At %\") do update set n ="
                    + " 1"))
        .startsWith("42P10");
  }

  @Test
  void returnsWhatWasStoredToWhoMayReadTheTable() {
    assertThat(session.value("insert into t_insert (n) values (1) returning id, n, twice"))
        .isEqualTo("2|1|2");
    session.run("insert into t_insert (id, n) values (77, 1)");
    assertThat(session.number("select max(id) from t")).isEqualTo(77);
  }
}
