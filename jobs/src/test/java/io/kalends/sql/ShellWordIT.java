package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands in messages can be pasted into a shell, whatever a table is called. */
class ShellWordIT {
  private static final List<String> NAMES =
      List.of(
          "public.events",
          "public.\"Events\"",
          "public.\"$(touch pwned)\"",
          "public.\"`touch pwned`\"",
          "public.\"a'b\"",
          "public.\"'; touch pwned; '\"",
          "public.\"a b\\c\"",
          "public.\"a\nb\"",
          "public.\"!x\"");

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @Test
  void aNameIsOneArgumentOfTheShell() throws Exception {
    for (String name : NAMES) {
      String word =
          database.value("select kalends.shell_word('%s')".formatted(name.replace("'", "''")));
      Process shell = new ProcessBuilder("sh", "-c", "printf %s " + word).start();
      assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(name);
      assertThat(shell.waitFor()).isZero();
    }
  }

  @Test
  void theMendOfAFindingQuotesTheName() throws Exception {
    String name = "\"a'$(touch pwned)\"";
    database.execute(
        """
        create table public.%1$s (id bigint, at timestamptz not null) partition by range (at);
        select kalends.register('public.%2$s', '{"retention_months": 12}')
        """
            .formatted(name, name.replace("'", "''")));
    String mend =
        database.value("select mend from kalends.health() where finding = 'present_missing'");
    assertThat(mend).startsWith("kalends run create table=");
    Process shell =
        new ProcessBuilder("sh", "-c", mend.replaceFirst("kalends", "printf '%s\\\\n'")).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactly("run", "create", "table=public." + name);
  }

  @Test
  void everyCommandOfAMessageQuotesTheNamesInIt() throws IOException {
    Pattern named =
        Pattern.compile("kalends (run|plan|confirm|unregister|register|adopt|migrate) [^']*%");
    try (var files = Files.list(Path.of("sql/functions"))) {
      for (Path file : files.toList()) {
        List<String> statements = List.of(Files.readString(file).split(";\n"));
        assertThat(statements)
            .as(file.toString())
            .allMatch(each -> !named.matcher(each).find() || each.contains("kalends.shell_word("));
      }
    }
  }
}
