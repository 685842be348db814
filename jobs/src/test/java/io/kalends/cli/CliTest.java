package io.kalends.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.KalendsException.Misconfigured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What needs no database: help, mistakes in the arguments, failures on the way to a database. */
class CliTest {
  private final Captured captured = Captured.pipe();

  private int run(String... arguments) {
    return new Cli(captured.terminal, (url, _) -> refuse(url)).run(arguments);
  }

  private static Session refuse(String url) {
    if ("fault".equals(url)) {
      throw new IllegalStateException("boom");
    }
    throw new Misconfigured("database address in --url: this is no address", "write postgres://…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "health",
        "list",
        "register",
        "adopt",
        "runs",
        "doctor",
        "runbook",
        "install",
        "uninstall"
      })
  void everyCommandExplainsItselfWithoutADatabase(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(captured.out()).startsWith("Usage: kalends " + command).contains("--output");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void theHelpFitsEightyColumns() {
    run("--help");
    assertThat(captured.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plam",
        "plan --bogus",
        "run",
        "run everything",
        "run drop tabel=events",
        "run drop max-drops=many",
        "plan --as-of tomorrow",
        "plan --steps create,drip",
        "plan a.b.c",
        "list --output yaml",
        "runs show",
        "runs show twelve",
        "uninstall",
      })
  void mistakesEndWith64AndTwoLines(String line) {
    assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(64);
    assertThat(captured.out()).isEmpty();
    assertThat(captured.err().lines()).hasSize(2);
    assertThat(captured.err()).startsWith("kalends: ").contains("\n  → ");
  }

  @Test
  void aTypingMistakeIsAnsweredWithTheRightWord() {
    run("helth");
    assertThat(captured.err()).contains("did you mean").contains("health");
  }

  @Test
  void aFailureSaysWhatAndWhatToDo() {
    assertThat(run("plan")).isEqualTo(78);
    assertThat(captured.err())
        .isEqualTo(
            """
            kalends: database address in --url: this is no address
              → write postgres://…
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plan --output json", "plan -o json", "--output=json plan"})
  void aFailureIsADocumentToo(String line) {
    assertThat(run(line.split(" "))).isEqualTo(78);
    var document = JsonMapper.shared().readTree(captured.out());
    assertThat(document.get("exit_code").asInt()).isEqualTo(78);
    assertThat(document.get("error").get("kind").asString()).isEqualTo("configuration");
    assertThat(document.get("error").propertyNames()).containsExactly("kind", "message", "mend");
    assertThat(captured.err()).isEmpty();
  }

  @Test
  void aMistakeIsADocumentToo() {
    assertThat(run("plan", "--bogus", "-o", "json")).isEqualTo(64);
    assertThat(JsonMapper.shared().readTree(captured.out()).at("/error/kind").asString())
        .isEqualTo("usage");
  }

  @Test
  void aStackTraceIsOnlyForTheVerbose() {
    assertThat(run("plan", "--url", "fault")).isEqualTo(1);
    assertThat(captured.err()).doesNotContain("\tat ").contains("unexpected").contains("boom");
    run("plan", "--url", "fault", "--verbose");
    assertThat(captured.err()).contains("\tat io.kalends.cli.CliTest");
  }

  @Test
  void noColoursInAPipe() {
    run("--help");
    run("plan");
    assertThat(List.of(captured.out(), captured.err())).noneMatch(each -> each.contains("\u001b"));
  }
}
