package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A finding of {@code kalends.doctor()}, and its mend. */
class DoctorIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();

  private static final String BEHIND =
      "select severity, subject, detail from kalends.doctor() where finding = 'sequence_behind'";

  @Test
  void aSequenceThatLagsBehindItsTable() {
    give("7");
    assertThat(DATABASE.rows(BEHIND))
        .as("never asked")
        .containsExactly(
            "critical|kalends.batch_job_instance_seq|it has given out 0, and"
                + " kalends.batch_job_instance has numbers up to 7: what asks it for one fails");
    mend();
    give("nextval('kalends.batch_job_instance_seq')");
    give("41");
    assertThat(DATABASE.rows(BEHIND))
        .containsExactly(
            "critical|kalends.batch_job_instance_seq|it has given out 8, and"
                + " kalends.batch_job_instance has numbers up to 41: what asks it for one fails");
    mend();
    assertThat(DATABASE.value("select nextval('kalends.batch_job_instance_seq')")).isEqualTo("42");
  }

  private static void give(String id) {
    DATABASE.execute(
        "insert into kalends.batch_job_instance (job_instance_id, version, job_name, job_key)"
            + " select n, 0, 'create', n::text from (select %s as n) given".formatted(id));
  }

  private static void mend() {
    DATABASE.execute(
        DATABASE.value("select mend from kalends.doctor() where finding = 'sequence_behind'"));
    assertThat(DATABASE.rows(BEHIND)).isEmpty();
  }
}
