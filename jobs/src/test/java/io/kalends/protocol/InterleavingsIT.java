package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Orders of the migration's steps and of the application's, in the three isolation levels: none
 * loses, doubles or changes a row. Always the same few; {@link InterleavingsSweepIT} has many.
 */
class InterleavingsIT {
  private static final int ORDERS = 18;

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();

  @Test
  void noneOfThemLeavesOldAndNewUnequal() throws Exception {
    assertThat(Interleavings.wrong(DATABASE, 1, ORDERS)).isEmpty();
  }
}
