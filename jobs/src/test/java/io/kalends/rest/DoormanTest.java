package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.control.Tokens;
import io.kalends.domain.Caller;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.testing.ManualTicker;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoormanTest {

  private static final String TOKEN = Tokens.PREFIX + "of-the-database";
  private static final Caller SOMEBODY =
      new Caller("token:somebody", Role.VIEWER, TablePatterns.ALL);

  private final ManualTicker ticker = new ManualTicker();
  private final Doorman doorman =
      new Doorman(
          this::whose, new Doorman.Fixed("of the environment", Role.OPERATOR), null, ticker);

  private int looks;

  private Optional<Caller> whose(String token) {
    looks++;
    return token.equals(TOKEN) ? Optional.of(SOMEBODY) : Optional.empty();
  }

  @Test
  void aTokenOfTheDatabaseIsLookedUp() {
    assertThat(doorman.whose(TOKEN)).contains(SOMEBODY);
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void theTokenOfTheEnvironmentIsNotLookedUp() {
    assertThat(doorman.whose("of the environment"))
        .hasValueSatisfying(caller -> assertThat(caller.role()).isEqualTo(Role.OPERATOR));
    assertThat(looks).isZero();
  }

  @Test
  void whatIsNoTokenIsNotLookedUpEither() {
    assertThat(doorman.whose("nobody")).isEmpty();
    assertThat(doorman.whose(Tokens.PREFIX + "x".repeat(10_000))).isEmpty();
    assertThat(looks).isZero();
  }
}
