package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The probe of the documented query patterns, and what is concluded from it. */
class HealthQueriesIT {
  private static final String TABLE =
      """
      create table t (id bigint generated always as identity, project int, note text, at timestamptz not null) partition by range (at);
      create index on t (project, at);
      create index on t using gin (to_tsvector('simple', note));
      select kalends.register('t', '{"future_partitions": 1}');
      select * from kalends.create_future_partitions('t');
      insert into t (project, note, at) select i %% 10, 'a', now() from generate_series(1, 1000) i;
      """
          .replace("%%", "%");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createTable() {
    session = Session.of(database);
    session.run("delete from kalends.partition_config");
    session.run(TABLE);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void probe(int milliseconds, int times) {
    session.run(
        "insert into kalends.query_probe (table_schema, table_name, pattern, milliseconds) select 'public', 't', 'a period', %d from generate_series(1, %d)"
            .formatted(milliseconds, times));
  }

  @Test
  void thePatternsAreMeasuredAndWrittenDown() {
    assertThat(
            session.rows(
                "select pattern, timed_out, milliseconds > 0 from kalends.probe_queries('t')"))
        .containsExactly("a period|f|t", "project and a period|f|t");
    assertThat(session.number("select count(*) from kalends.query_probe")).isEqualTo(2);
    probe(1, 130);
    session.rows("select * from kalends.probe_queries()");
    assertThat(
            session.number("select count(*) from kalends.query_probe where pattern = 'a period'"))
        .isEqualTo(100);
  }

  @Test
  void slowQueriesAreFoundByTheirP95AndByTheThresholdOfTheTable() {
    Findings findings = Findings.now(session);
    probe(900, 4);
    assertThat(findings.of("slow_query")).as("four are too few").isEmpty();
    probe(900, 1);
    assertThat(findings.appears("slow_query")).contains("a period: p95 900 ms");
    session.run("select kalends.set_threshold('query_p95_ms', '1000', 't')");
    assertThat(findings.of("slow_query")).isEmpty();
    session.run("select kalends.set_threshold('query_p95_ms', 'default', 't')");
    assertThat(findings.of("slow_query")).hasSize(1);
    probe(10, 19);
    assertThat(findings.of("slow_query")).as("one of twenty may be slow").isEmpty();
    assertThat(Findings.in(session, "2 days").of("slow_query")).isEmpty();
  }

  @Test
  void aQueryThatTakesTooLongIsEndedAndWrittenDownAsSuch() {
    session.run(
        """
        create function slow() returns integer language plpgsql immutable as 'begin perform pg_sleep(2); return 0; end';
        -- the planner evaluates slow() for a query of the parent, and not for one of a partition
        create statistics slow_to_plan on (id + slow()), at from t;
        set statement_timeout = '800ms'
        """);
    assertThat(
            session.rows(
                "select pattern, timed_out, milliseconds > 300 from kalends.probe_queries('t')"))
        .containsExactly("a period|t|t");
    session.run("set statement_timeout = 0");
    assertThat(session.number("select count(*) from kalends.query_probe where timed_out"))
        .isEqualTo(1);
  }

  @Test
  void aLockedTableIsLeftAlone() {
    try (Session other = Session.of(database)) {
      other.run("begin; lock table t in access exclusive mode");
      session.run("set statement_timeout = '10s'");
      assertThat(session.rows("select * from kalends.probe_queries('t')")).isEmpty();
      other.run("rollback");
    }
    assertThat(session.rows("select * from kalends.probe_queries('t')")).hasSize(2);
  }

  @Test
  void statementsThatTheServerFindsSlowAreReportedAsAnEstimate() throws SQLException, IOException {
    try (PostgresServer server = PostgresServer.start()) {
      server.execute("alter system set shared_preload_libraries = 'pg_stat_statements'");
      server.stop("fast");
      server.restart();
      try (Session other = Session.over(server.connect(PostgresServer.SUPERUSER, "postgres"))) {
        InstallScript.run(other, Path.of("sql/install.sql"));
        other.run("set search_path = public; delete from kalends.partition_config");
        other.run(TABLE);
        Findings findings = Findings.now(other);
        assertThat(findings.of("slow_statement")).as("not installed").isEmpty();
        other.run("create extension pg_stat_statements");
        other.run("select kalends.set_threshold('query_p95_ms', '5', 't')");
        for (int i = 0; i < 20; i++) {
          other.run("select count(*), pg_sleep(0.01) from t where project = 3");
        }
        assertThat(findings.appears("slow_statement"))
            .startsWith("info|t|p95 is estimated at")
            .contains("pg_stat_statements keeps no percentile", "project = $");
        other.run("select pg_stat_statements_reset()");
        findings.isGone("slow_statement");
      }
    }
  }

  @Test
  void anExtensionThatIsNotLoadedDisturbsNobody() {
    database.executeAs(PostgresServer.SUPERUSER, "create extension pg_stat_statements");
    assertThat(Findings.now(session).of("slow_statement")).isEmpty();
  }
}
