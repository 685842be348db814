package io.kalends.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BlockerTest {

  @Test
  void isDescribedInOneLineWithPidAgeAndQuery() {
    Blocker blocker =
        new Blocker(
            4711,
            "select *\n  from   events;",
            "idle in transaction",
            Duration.ofSeconds(90),
            "AccessShareLock",
            "psql");
    assertThat(blocker.describe())
        .isEqualTo(
            "pid 4711 (psql), idle in transaction for 90 s, holds AccessShareLock,"
                + " query: select * from events");
  }

  @Test
  void aLongQueryIsCut() {
    Blocker blocker = new Blocker(1, "x".repeat(500), null, Duration.ZERO, null, "");
    assertThat(blocker.describe()).endsWith("...").hasSizeLessThan(250);
  }
}
