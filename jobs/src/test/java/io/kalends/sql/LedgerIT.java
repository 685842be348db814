package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger tells everything that was done, once, and cannot be rewritten. */
class LedgerIT {
  private static final String WRITE =
      "select kalends.write_ledger(%s, 'maintenance', 'public', 't', '%s', 'public', '%s', 'SQL',"
          + " 'ACCESS EXCLUSIVE', 3, %s, 10, 100, '%s', %s, 1)";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSession() {
    session = Session.of(database);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void canOnlyBeAppendedTo() {
    session.run(WRITE.formatted(1, "create", "p1", 5, "done", "null"));
    for (String change :
        new String[] {
          "update kalends.ledger set outcome = 'failed'",
          "update kalends.ledger set message = 'x' where false",
          "delete from kalends.ledger",
          "truncate kalends.ledger",
          "truncate kalends.ledger cascade"
        }) {
      assertThat(session.refusal(change))
          .startsWith("KA002")
          .contains("kalends.ledger is append-only");
      try (Session superuser = Session.of(database, PostgresServer.SUPERUSER)) {
        assertThat(superuser.refusal(change)).startsWith("KA002");
      }
    }
    assertThat(session.value("select outcome from kalends.ledger")).isEqualTo("done");
  }

  @Test
  void refusesAnOutcomeThatIsNone() {
    assertThat(session.refusal(WRITE.formatted(1, "create", "p1", 5, "fine", "null")))
        .startsWith("23514")
        .contains("outcome must be done, failed");
  }

  @Test
  void saysWhoDidIt() {
    session.run(WRITE.formatted("null", "create", "p1", 5, "done", "null"));
    assertThat(session.value("select actor from kalends.ledger")).isEqualTo(PostgresServer.OWNER);
  }

  @Test
  void isSummedUpPerTableActionAndOutcome() {
    session.run(WRITE.formatted(7, "create", "p1", 5, "done", "null"));
    session.run(WRITE.formatted(7, "create", "p2", 9, "done", "null"));
    session.run(WRITE.formatted(7, "drop", "p0", 1, "busy", "'pid 1 is in the way'"));
    session.run(WRITE.formatted(8, "create", "p3", 5, "done", "null"));
    assertThat(
            session.rows(
                "select table_name, action, outcome, actions, row_count, bytes, waited_ms,"
                    + " max_held_ms, targets, messages from kalends.run_summary(7)"))
        .containsExactly(
            "t|create|done|2|20|200|6|9|{p1,p2}|{}",
            "t|drop|busy|1|10|100|3|1|{p0}|{\"pid 1 is in the way\"}");
    assertThat(session.rows("select * from kalends.run_summary(9)")).isEmpty();
  }

  @Test
  void givesTheReasonThatCameFirstBeforeTheOthersAndEachOnce() {
    session.run(WRITE.formatted(7, "create", "p1", 5, "busy", "'the scan takes too long'"));
    session.run(WRITE.formatted(7, "create", "p2", 5, "busy", "'a writer was in the way'"));
    session.run(WRITE.formatted(7, "create", "p3", 5, "busy", "'the scan takes too long'"));
    assertThat(session.value("select messages from kalends.run_summary(7)"))
        .isEqualTo("{\"the scan takes too long\",\"a writer was in the way\"}");
  }

  @Test
  void tellsOfEachActOfARunOnceAndOfNothingThatWasRolledBack() {
    session.run(
        """
        delete from kalends.partition_config;
        create table t (at timestamptz not null) partition by range (at);
        create table t_old partition of t for values from ('2020-01-01Z') to ('2020-02-01Z');
        select kalends.register('t', '{"future_partitions": 1}');
        """);
    session.run("begin");
    Maintenance.perform(session);
    session.run("rollback");
    assertThat(session.number("select count(*) from kalends.ledger")).isZero();
    Maintenance.perform(session);
    assertThat(
            session
                .rows("select action, target, outcome, job from kalends.ledger order by id")
                .stream()
                .filter(row -> !row.contains("record") && !row.contains("analyze")))
        .hasSize(16)
        .doesNotHaveDuplicates()
        .allMatch(row -> row.endsWith("|done|sql"));
    assertThat(session.rows("select statement from kalends.ledger where action = 'drop'"))
        .containsExactly("DROP TABLE public.t_old");
  }
}
