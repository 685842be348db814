package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class RunbookCommandTest {
  private final Captured captured = Captured.pipe();

  private int run(String... arguments) {
    return new Cli(
            captured.terminal,
            (url, _) -> {
              throw new IllegalStateException("it needs no database");
            })
        .run(arguments);
  }

  @Test
  void everyPageIsPartOfTheProgram() throws IOException {
    try (var files = Files.list(Path.of("docs/runbook"))) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".md", "")).sorted())
          .isEqualTo(RunbookCommand.PAGES);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gap",
        "create.md#gap",
        "docs/runbook/create.md#gap",
        "https://wiki.example/k/create.md#gap"
      })
  void aFindingIsShownHoweverItsPageIsNamed(String name) {
    assertThat(run("runbook", name)).isZero();
    assertThat(captured.out()).startsWith("## gap").containsOnlyOnce("\n## gap".strip());
  }

  @Test
  void aPageIsShownWhole() {
    assertThat(run("runbook", "create")).isZero();
    assertThat(captured.out()).startsWith("# create").contains("## gap", "## not_continued");
  }

  @Test
  void whereTwoPagesTellOfAFindingBothAreShown() {
    run("runbook", "pending_detach", "--output", "json");
    var passages = JsonMapper.shared().readTree(captured.out()).get("passages");
    assertThat(passages.valueStream().map(each -> each.get("page").asString()))
        .containsExactly("doctor", "drop");
  }

  @Test
  void withoutANameAllAreListed() {
    run("runbook");
    assertThat(captured.out().lines()).contains("create.md#gap", "doctor.md#standby");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "create.md#nonsense", "../../etc/passwd", "nonsense.md"})
  void aNameThatIsNoneIsRefused(String name) {
    assertThat(run("runbook", name)).isEqualTo(64);
    assertThat(captured.err()).contains(name).contains("kalends runbook");
  }
}
