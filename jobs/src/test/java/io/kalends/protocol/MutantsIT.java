package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.Sweep;
import io.kalends.testing.TestDatabase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deliberate breakage of the protocol is caught by some order of its steps. */
@Tag("sweep")
class MutantsIT {
  private static final int MOST_ORDERS = 150;

  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.installed();
  private static Ground ground;

  @BeforeAll
  static void open() throws Exception {
    ground = new Ground(DATABASE);
  }

  @AfterAll
  static void close() throws Exception {
    ground.close();
  }

  static Stream<Mutant> mutants() {
    return Sweep.of(
        Stream.of(Mutants.capture(), Mutants.copy(), Mutants.drain(), Mutants.mirror())
            .flatMap(List::stream));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  void isCaughtByAnOrder(Mutant mutant) throws Exception {
    int caught = 0;
    try (AutoCloseable sound = mutant.install(ground)) {
      for (int seed = 1; seed <= MOST_ORDERS && caught == 0; seed++) {
        caught = Order.run(ground, seed, new Gate(3)).wrong().isEmpty() ? 0 : seed;
      }
    }
    assertThat(caught).as("%s is caught within %d orders", mutant, MOST_ORDERS).isPositive();
  }

  static Stream<Trial> trials() {
    return Sweep.of(
        Stream.of(Trials.ofCopy(), Trials.ofMirror(), Trials.ofVerification())
            .flatMap(List::stream));
  }

  @ParameterizedTest
  @MethodSource("trials")
  void isCaughtOnPurpose(Trial trial) throws Exception {
    assertThat(complaints(trial)).as("with the sound functions").isEmpty();
    try (AutoCloseable mutant = trial.mutant().install(ground)) {
      assertThat(complaints(trial)).as("with " + trial).isNotEmpty();
    }
  }

  private static List<String> complaints(Trial trial) throws Exception {
    ground.make();
    return trial.check().complaints(ground, Course.of(ground.session(), ground.id()));
  }
}
