package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a dead process can leave in Spring Batch's tables, and what the next start makes of it. */
@Execution(ExecutionMode.CONCURRENT)
class WrecksIT {
  private static final String STATUSES =
      "select status from kalends.batch_job_execution order by job_execution_id";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private Program kalends;

  @BeforeEach
  void runOnce() {
    kalends = Program.on(database);
    database.execute(Months.table("events", 3));
    assertThat(kalends.run("run", "maintenance").code()).isZero();
    database.execute(
        "update kalends.partition_config set future_partitions = future_partitions + 1");
  }

  private void wreck(String run, String steps) {
    database.execute(
        """
        update kalends.batch_job_execution set %s;
        update kalends.batch_step_execution set %s where step_name = 'drop'
        """
            .formatted(run, steps));
  }

  private void assertTheNextStartNeedsNoHand() {
    Ended next = kalends.run("run", "maintenance");
    assertThat(next.code()).as(next.toString()).isZero();
    assertThat(next.out()).contains("created 1");
    assertThat(database.rows(STATUSES)).isEqualTo(List.of("FAILED", "COMPLETED"));
    assertThat(
            database.value(
                "select count(distinct job_instance_id) from kalends.batch_job_execution"))
        .as("the same instance goes on")
        .isEqualTo("1");
  }

  @Test
  void aRunThatIsStartedWithoutAnEndGoesOn() {
    wreck(
        "status = 'STARTED', exit_code = 'UNKNOWN', end_time = null",
        "status = 'STARTED', exit_code = 'EXECUTING', end_time = null");
    assertTheNextStartNeedsNoHand();
  }

  @Test
  void aRunThatIsStoppedWithAStepStillStartedGoesOn() {
    wreck(
        "status = 'STOPPED', exit_code = 'STOPPED'",
        "status = 'STARTED', exit_code = 'EXECUTING', end_time = null");
    assertTheNextStartNeedsNoHand();
  }

  @Test
  void aRunInAnUnknownStateGoesOn() {
    wreck("status = 'UNKNOWN'", "status = 'UNKNOWN'");
    assertTheNextStartNeedsNoHand();
  }

  @Test
  void anInstanceWithoutAnExecutionIsForgotten() {
    database.execute(
        """
        truncate kalends.batch_job_execution, kalends.batch_step_execution,
          kalends.batch_job_execution_params, kalends.batch_job_execution_context,
          kalends.batch_step_execution_context
        """);
    Ended next = kalends.run("run", "maintenance");
    assertThat(next.code()).as(next.toString()).isZero();
    assertThat(next.out()).contains("created 1");
  }

  @Test
  void whatFindsNewWorkOnTheSameDayIsTheNextRunOfItsKind() {
    assertThat(kalends.run("run", "maintenance").out()).contains("created 1");
    assertThat(database.rows(STATUSES)).isEqualTo(List.of("COMPLETED", "COMPLETED"));
    assertThat(
            database.rows(
                """
                select parameter_value from kalends.batch_job_execution_params
                where parameter_name = 'sequence' order by 1
                """))
        .isEqualTo(List.of("1", "2"));
  }

  @Test
  void recoverMendsWithoutRunningAndRestartGoesOn() {
    wreck("status = 'STARTED', end_time = null", "status = 'STARTED', end_time = null");
    assertThat(kalends.run("runs", "recover").out()).contains("run 1").contains("FAILED");
    assertThat(database.rows(STATUSES)).isEqualTo(List.of("FAILED"));
    Ended restarted = kalends.run("runs", "restart", "1");
    assertThat(restarted.code()).as(restarted.toString()).isZero();
    assertThat(restarted.out()).contains("created 1");
    assertThat(kalends.run("runs", "restart", "2").code()).isEqualTo(64);
  }

  @Test
  void theHistoryIsInOurSchemaAndItsContextsAreJson() {
    assertThat(
            database.value(
                """
                select count(*) from kalends.batch_step_execution_context
                where short_context not like '{%'
                """))
        .isEqualTo("0");
    assertThat(database.value("select to_regclass('public.batch_job_execution') is null"))
        .isEqualTo("t");
  }
}
