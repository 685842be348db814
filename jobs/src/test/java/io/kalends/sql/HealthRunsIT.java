package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that died or do not get on, and tables for which nothing succeeds. */
class HealthRunsIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;
  private Findings findings;

  @BeforeEach
  void createTable() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (at timestamptz not null) partition by range (at);
        select kalends.register('t', '{"future_partitions": 1}');
        select * from kalends.create_future_partitions('t');
        """);
    findings = Findings.now(session);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void startRun(String hoursAgo) {
    session.run(
        """
        insert into kalends.batch_job_instance values (1, 0, 'maintenance', 'k');
        insert into kalends.batch_job_execution (job_execution_id, version, job_instance_id, create_time, start_time, status)
        values (1, 0, 1, now() at time zone 'UTC' - interval '%1$s hours', now() at time zone 'UTC' - interval '%1$s hours', 'STARTED');
        insert into kalends.batch_job_execution_params values (1, 'identity', 'java.lang.String', 'maintenance x', 'N');
        """
            .formatted(hoursAgo));
  }

  @Test
  void aRunWhoseProgramIsGone() {
    startRun("1");
    assertThat(findings.appears("dead_run")).startsWith("warning|run 1|maintenance is STARTED");
    assertThat(findings.of("stuck_run")).isEmpty();
    assertThat(Program.on(database).run("health").out()).contains("run 1: maintenance is STARTED");
    assertThat(Program.on(database).run("runs", "recover").code()).isZero();
    findings.isGone("dead_run");
  }

  @Test
  void aRunThatLivesAndDoesNotGetOn() {
    startRun("3");
    session.run("select pg_advisory_lock(hashtextextended('kalends:maintenance x', 0))");
    assertThat(findings.appears("stuck_run"))
        .startsWith("warning|run 1|maintenance has not got on");
    assertThat(findings.of("dead_run")).isEmpty();
    session.run(
        "select kalends.write_ledger(1, 'maintenance', 'public', 't', 'analyze', 'public', 't',"
            + " null, null, 1, 1, 1, 1, 'done', null, 1)");
    findings.isGone("stuck_run");
  }

  @Test
  void tablesForWhichTheNightlyWorkHasNotSucceeded() {
    assertThat(findings.of("last_success")).as("it has just been registered").isEmpty();
    Findings later = Findings.in(session, "27 hours");
    assertThat(later.appears("last_success")).contains("analyze", "record");
    session.run("update kalends.partition_config set created_at = now() - interval '30 days'");
    assertThat(Program.on(database).run("run", "maintenance").code()).isZero();
    assertThat(findings.of("last_success")).as("nothing to do is a success too").isEmpty();
    assertThat(later.of("last_success")).hasSize(1);
    session.run("select kalends.set_threshold('last_success_hours', '48', 't')");
    assertThat(later.of("last_success")).isEmpty();
  }

  @Test
  void aStepThatFailsForOneTableIsNamedForThatTable() {
    session.run("update kalends.partition_config set created_at = now() - interval '30 days'");
    session.run(
        "create table t_2001_01 partition of t for values from ('2001-01-01Z') to ('2001-02-01Z')");
    session.run("create view direct as select * from t_2001_01");
    assertThat(Program.on(database).run("run", "maintenance").code()).isEqualTo(1);
    assertThat(findings.appears("last_success"))
        .contains("drop ever")
        .doesNotContain("create", "record");
    session.run("drop view direct");
    assertThat(Program.on(database).run("run", "maintenance").code()).isZero();
    findings.isGone("last_success");
  }
}
