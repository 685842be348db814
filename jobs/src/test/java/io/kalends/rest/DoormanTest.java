package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.control.Tokens;
import io.kalends.domain.Caller;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.testing.ManualTicker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoormanTest {

  private static final String TOKEN = Tokens.PREFIX + "of-the-database";
  private static final Caller SOMEBODY =
      new Caller("token:somebody", Role.VIEWER, TablePatterns.ALL);
  private static final Duration INSTANT = Duration.ofNanos(1);

  private final ManualTicker ticker = new ManualTicker();
  private final Doorman doorman =
      new Doorman(
          this::whose, new Doorman.Fixed("of the environment", Role.OPERATOR), null, ticker);

  private Optional<Caller> found = Optional.of(SOMEBODY);
  private int looks;

  private Optional<Caller> whose(String token) {
    looks++;
    return token.equals(TOKEN) ? found : Optional.empty();
  }

  @Test
  void aRevokedTokenIsGoodForTwoSecondsAtMost() {
    assertThat(doorman.whose(TOKEN)).contains(SOMEBODY);
    found = Optional.empty();
    ticker.advance(Duration.ofSeconds(2).minus(INSTANT));
    assertThat(doorman.whose(TOKEN)).contains(SOMEBODY);
    ticker.advance(INSTANT);
    assertThat(doorman.whose(TOKEN)).isEmpty();
  }

  @Test
  void aTokenIsLookedUpOnceInTwoSeconds() {
    doorman.whose(TOKEN);
    doorman.whose(TOKEN);
    assertThat(looks).isEqualTo(1);
    ticker.advance(Duration.ofSeconds(2));
    doorman.whose(TOKEN);
    assertThat(looks).isEqualTo(2);
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
