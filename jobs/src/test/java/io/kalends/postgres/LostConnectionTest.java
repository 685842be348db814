package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.KalendsException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LostConnectionTest {

  @ParameterizedTest
  @CsvSource({
    "08006, An I/O error occurred while sending to the backend.",
    "57P01, terminating connection due to administrator command",
    ", Connection is closed"
  })
  void aLostConnectionIsUnreachableHoweverDeepItLies(String state, String message) {
    RuntimeException thrown =
        new IllegalStateException("JDBC rollback failed", new SQLException(message, state));
    assertThat(LostConnection.orElse(thrown)).isInstanceOf(KalendsException.Unreachable.class);
  }

  @Test
  void anythingElseStaysWhatItIs() {
    RuntimeException thrown = new IllegalStateException(new SQLException("no", "42601"));
    assertThat(LostConnection.orElse(thrown)).isSameAs(thrown);
  }
}
