package io.kalends;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The diagram of a migration's phases says what the code does. */
class MigrationStatesTest {
  private static final Path DIAGRAM = Path.of("docs/migration-states.md");
  private static final Path TRANSITIONS = Path.of("sql/functions/R__migration_transitions.sql");
  private static final Path SCHEMA = Path.of("sql/schema/V003__migration.sql");

  @Test
  void theDiagramHasTheTransitionsThatTheDatabaseAllows() throws IOException {
    assertThat(pairs(DIAGRAM, "(?m)^ +(\\w+) --> (\\w+)\\b"))
        .containsExactlyInAnyOrderElementsOf(pairs(TRANSITIONS, "\\('(\\w+)', '(\\w+)'\\)"));
  }

  @Test
  void thePhasesAreTheSameInJavaAndInTheSchema() throws IOException {
    var check =
        Pattern.compile("(?s)check \\(phase in \\((.*?)\\)").matcher(Files.readString(SCHEMA));
    assertThat(check.find()).isTrue();
    assertThat(Arrays.stream(Phase.values()).map(Phase::text))
        .containsExactlyElementsOf(Page.find(Pattern.compile("'(\\w+)'"), check.group(1)));
  }

  private static List<String> pairs(Path file, String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(file))
        .results()
        .map(it -> it.group(1) + " → " + it.group(2))
        .toList();
  }
}
