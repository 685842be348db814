package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailpointTest {

  @Test
  void nothingHappensUnlessOneIsArmed() {
    Failpoint.names().forEach(Failpoint::hit);
    assertThat(Failpoint.names()).doesNotHaveDuplicates().contains("detach.after_statement");
  }
}
