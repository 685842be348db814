package io.kalends.rest;

import io.kalends.testing.Sweep;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@link HostileRequestsIT} with thousands of requests, each time the sweep runs with others. */
@Tag("sweep")
class HostileRequestsSweepIT {
  private static final int REQUESTS = 5_000;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @Test
  void noneIsAnsweredWith5xxAndNothingIsChanged() throws IOException {
    HostileRequestsIT.noneIsAnsweredWith5xx(database, Sweep.seed(), Sweep.times(REQUESTS));
  }
}
