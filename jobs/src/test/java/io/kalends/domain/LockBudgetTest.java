package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.domain.KalendsException.Misconfigured;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LockBudgetTest {

  @Test
  void leavesAQuarterForHoldingTheLock() {
    assertThat(LockBudget.DEFAULT.lockTimeout()).isEqualTo(Duration.ofMillis(150));
    assertThat(LockBudget.DEFAULT.patience()).isEqualTo(Duration.ofMillis(75));
  }

  @Test
  void aDeadlineBelowTheBudgetIsRefusedWithBothValues() {
    assertThatThrownBy(() -> new LockBudget(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(Misconfigured.class)
        .hasMessageContaining("PT2S")
        .hasMessageContaining("PT1S");
  }
}
