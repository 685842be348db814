package io.kalends.job;

import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Periods and zones that are recognised, and those that no period fits. */
@Tag("slow")
class PeriodsCasesIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  static Stream<Path> cases() throws IOException {
    return Case.in("periods");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void endsAsItsFileSays(Path file) throws IOException {
    CaseRun.of(file, database);
  }
}
