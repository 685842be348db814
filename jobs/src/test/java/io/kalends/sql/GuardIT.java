package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A key that a partitioned table cannot keep unique: with the guard it is, without it one sees. */
@Execution(ExecutionMode.CONCURRENT)
class GuardIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createTheTable() {
    session = Session.of(database);
    session.run(
        """
        create table t (id bigint primary key, at timestamptz not null, a int);
        insert into t select g, '2026-01-01Z'::timestamptz + g * interval '1 hour', g from generate_series(1, 900) g;
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private Undertaking cutOver(String guard) {
    Undertaking migration =
        Undertaking.plan(
            session,
            "t",
            "{\"by\": \"at\", \"future\": \"1\", \"guard\": \"%s\"}".formatted(guard));
    migration.cutOver();
    return migration;
  }

  @Test
  void theGuardRefusesAKeyThatAnotherPeriodHas() {
    Undertaking migration = cutOver("true");
    assertThat(session.refusal("insert into t values (5, '2026-02-05Z')"))
        .startsWith("23505")
        .contains("(id)=(5)");
    assertThat(session.refusal("insert into t values (5000, '2026-01-05Z'), (5000, '2026-02-05Z')"))
        .startsWith("23505");
    assertThat(session.refusal("update t set id = 5 where id = 6")).startsWith("23505");
    session.run("delete from t where id = 5; update t set id = 5 where id = 6");
    session.run("update t set at = at + interval '1 month' where id = 7");
    session.run("insert into t values (6, '2026-02-05Z')");
    assertThat(session.refusal("insert into t values (6, '2026-01-05Z')")).startsWith("23505");
    assertThat(session.rows("select id from kalends.guard_1 except all select id from t"))
        .isEmpty();
    assertThat(session.rows("select id from t except all select id from kalends.guard_1"))
        .isEmpty();
    assertThat(session.rows("select * from kalends.duplicate_keys(%d)".formatted(migration.id)))
        .isEmpty();
    assertThat(migration.verify()).isTrue();
  }

  @Test
  void whatIsWrittenInTheGuardByMistakeHindersNobody() {
    cutOver("true");
    session.run("insert into kalends.guard_1 values (4711); insert into t values (4711, now())");
    assertThat(session.refusal("insert into t values (4711, '2026-01-05Z')")).startsWith("23505");
    session.run("truncate t");
    session.run("insert into t values (5, '2026-01-05Z')");
  }

  @Test
  void withoutItTheReportTells() {
    Undertaking migration = cutOver("false");
    assertThat(session.rows("select to_regclass('kalends.guard_1')")).containsExactly("");
    session.run("insert into t values (5, '2026-02-05Z')");
    assertThat(session.rows("select * from kalends.duplicate_keys(%d)".formatted(migration.id)))
        .containsExactly("t_pkey|(5)|2");
    assertThat(session.value("select kalends.mirror_fault(%d)".formatted(migration.id)))
        .as("the old table still has its key")
        .contains("entries wait in the log");
    assertThat(session.refusal("select kalends.swap(%d, 'cut_over')".formatted(migration.id)))
        .startsWith("KA002")
        .contains("duplicate key");
  }

  @Test
  void aShadowOfVeryManyPartitionsIsGivenUpPieceByPiece() {
    session.run(
        "insert into t select 1000 + g, '2024-09-01Z'::timestamptz + g * interval '1 day' from"
            + " generate_series(1, 30) g");
    Undertaking migration =
        Undertaking.plan(session, "t", "{\"by\": \"at\", \"every\": \"day\", \"future\": \"1\"}");
    migration.mirror();
    List<String> pieces =
        session.rows("select unnest(kalends.give_up_statements(%d))".formatted(migration.id));
    assertThat(pieces).hasSizeGreaterThan(400);
    pieces.forEach(session::run);
    session.run("select kalends.give_up_migration(%d)".formatted(migration.id));
    assertThat(session.rows("select relname from pg_class where relname like 't\\_%'"))
        .containsExactly("t_pkey");
    session.run("insert into t values (1, now()) on conflict (id) do nothing");
  }
}
