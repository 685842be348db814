package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobNameTest {

  @ParameterizedTest
  @EnumSource
  void isReadAsItIsWritten(JobName job) {
    assertThat(JobName.parse(job.text())).isEqualTo(job);
  }

  @Test
  void theMaintenanceCreatesBeforeItDrops() {
    assertThat(JobName.MAINTENANCE.steps())
        .containsExactly(Step.CREATE, Step.ANALYZE, Step.DROP, Step.RECORD, Step.AUDIT);
  }

  @Test
  void anUnknownJobIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> JobName.parse("migrat"))
        .isInstanceOf(KalendsException.BadInput.class)
        .hasMessageContaining("'migrat'")
        .extracting(e -> ((KalendsException) e).mend())
        .asString()
        .contains("maintenance, create, analyze, vacuum, drop, record");
  }
}
