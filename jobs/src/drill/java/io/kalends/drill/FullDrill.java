package io.kalends.drill;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** All of it, for {@code make drill}; it takes the better part of an hour. */
class FullDrill {

  @Test
  void neitherKillsNorPausesNorCompanyDoAnythingTwiceOrLeaveAnythingUndone() {
    Drill.FULL.run(Long.getLong("drill.seed", new Random().nextLong()), System.out);
  }
}
