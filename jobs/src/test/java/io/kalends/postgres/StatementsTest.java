package io.kalends.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files of sql/statements and the constants that stand for them. */
class StatementsTest {
  private static final Path FILES = Path.of("sql/statements");
  private static final Path SOURCES = Path.of("jobs/src/main/java");
  private static final Pattern CONSTANT =
      Pattern.compile("static final Sql [A-Z_]+ =\\s+Sql\\.of\\(\"([^\"]+)\"\\)");
  private static final Pattern USE = Pattern.compile("Sql\\.of\\(");

  static List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      return files
          .filter(file -> file.toString().endsWith(".sql"))
          .map(file -> FILES.relativize(file).toString().replaceFirst("\\.sql$", ""))
          .sorted()
          .toList();
    }
  }

  @Test
  void eachFileIsUsedByExactlyOneConstant() throws IOException {
    assertThat(constants().stream().sorted().toList()).isEqualTo(names());
  }

  @Test
  void eachFileBeginsWithWhatItAsksOrDoes() throws IOException {
    for (String name : names()) {
      String first = Files.readString(FILES.resolve(name + ".sql")).lines().findFirst().orElse("");
      assertThat(first).as(name).matches("-- \\S.*[.?!]");
    }
  }

  private static List<String> constants() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file).replaceAll("(?m)^\\s*\\*.*$", "");
        Matcher constant = CONSTANT.matcher(source);
        int before = found.size();
        while (constant.find()) {
          found.add(constant.group(1));
        }
        assertThat(USE.matcher(source).results().count())
            .as("statements of %s that are no constants", file)
            .isEqualTo(found.size() - before);
      }
    }
    return found;
  }
}
