package io.kalends.protocol;

import io.kalends.testing.Sweep;
import io.kalends.testing.TestDatabase;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link EqualityIT} with ten seeds, each time the sweep runs with others. */
@Tag("sweep")
class EqualitySweepIT {
  private static final int SEEDS = 10;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  static LongStream seeds() {
    return LongStream.range(0, Sweep.times(SEEDS)).map(i -> Sweep.seed() + i);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oldAndNewAndTheOracleAreEqualAllTheWay(long seed) throws Exception {
    Equality.allTheWay(database, seed);
  }
}
