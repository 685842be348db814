package io.kalends.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassLimitTest {
  @Test
  void dependsOnTheTag() {
    assertThat(ClassLimit.limit(Set.of())).isEqualTo(20);
    assertThat(ClassLimit.limit(Set.of("slow"))).isEqualTo(60);
    assertThat(ClassLimit.limit(Set.of("sweep"))).isInfinite();
    assertThat(ClassLimit.limit(Set.of("drill"))).isInfinite();
    assertThat(ClassLimit.limit(Set.of("timing", "slow"))).isInfinite();
    assertThat(ClassLimit.limit(Set.of("solw"))).isEqualTo(20);
  }

  @Test
  void theMessageNamesClassDurationAndLimit() {
    assertThat(ClassLimit.message(ClassLimitTest.class, 31.25, 30))
        .isEqualTo(
            "io.kalends.testing.ClassLimitTest took 31.3 s, the limit is 30.0 s: make it faster,"
                + " tag it slow, sweep or timing, or split it");
  }
}
