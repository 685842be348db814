package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.KalendsException.NotAdmitted;
import io.kalends.domain.KalendsException.Unreachable;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

class ErrorsTest {

  @Test
  void aHostThatNobodyKnowsIsNamed() {
    var thrown =
        new PSQLException(
            "The connection attempt failed.",
            PSQLState.CONNECTION_UNABLE_TO_CONNECT,
            new UnknownHostException("nowhere.invalid"));
    assertThat(Errors.translate("the run", thrown))
        .isInstanceOf(Unreachable.class)
        .hasMessage("there is no host called nowhere.invalid");
  }

  @Test
  void aPasswordThatIsMissingIsNoServerThatIsGone() {
    SQLException thrown =
        new SQLException("SCRAM-based authentication, but no password was provided", "08004");
    assertThat(Errors.translate("connecting", thrown))
        .isInstanceOf(NotAdmitted.class)
        .hasMessageContaining("asks for an authentication that was not given")
        .extracting("mend")
        .asString()
        .contains("PGPASSFILE");
  }
}
