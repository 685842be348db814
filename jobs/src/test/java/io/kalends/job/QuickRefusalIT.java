package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Calibration;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link WrongTargetIT}: a target that nothing can be done with is refused within seconds. */
@Tag("timing")
class QuickRefusalIT {
  private static final Duration LIMIT = Duration.ofSeconds(8);

  @RegisterExtension static final TestDatabase database = TestDatabase.bare();

  static Stream<String> targets() {
    PostgresServer server = database.server();
    return Stream.of(
        "postgres://me:s3cret@127.0.0.1:1/db",
        "postgres://me@no-such-host.invalid/db",
        server.url(PostgresServer.OWNER, "nowhere"),
        server.url("nobody_of_this_name", database.name()),
        database.url());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void whatCannotWorkIsRefusedWithinSeconds(String target) {
    for (String command : new String[] {"run maintenance", "plan"}) {
      Ended ended = Program.at(target).run(command.split(" "));
      assertThat(ended.code()).as(ended.toString()).isIn(69, 78);
      assertThat(ended.took()).as(ended.toString()).isLessThan(Calibration.scaled(LIMIT));
    }
  }
}
