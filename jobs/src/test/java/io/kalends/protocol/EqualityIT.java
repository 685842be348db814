package io.kalends.protocol;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Writers in all isolation levels go on through capture, copy, mirror, cut-over, roll-back and
 * cut-over again: at each verification the monolith, the partitioned table and the oracle are equal
 * row by row, in one snapshot. {@link EqualitySweepIT} has more seeds.
 */
class EqualityIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void oldAndNewAndTheOracleAreEqualAllTheWay(long seed) throws Exception {
    Equality.allTheWay(database, seed);
  }
}
