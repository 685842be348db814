package io.kalends.job;

import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A file of jobs/src/test/resources/cases, whose README.md tells the format. */
record Case(String name, int fromVersion, List<Step> steps) {
  private static final Path CASES = Path.of("jobs/src/test/resources/cases");
  private static final Pattern DIRECTIVE =
      Pattern.compile("-- (as|stays|from|months|runs as|has|not|finds|loses|again|ask|row): (.*)");
  private static final Pattern FROM = Pattern.compile("(?<text>.*) \\(from (?<version>\\d+)\\)");
  private static final List<String> ALWAYS =
      List.of("doctor", "health", "plan", "run maintenance", "health");

  sealed interface Step {}

  /** {@code stays}: its session is open to the end. */
  record Sql(String role, boolean stays, String text) implements Step {}

  record Months(String table, int first, int last) implements Step {}

  record RunsAs(String role) implements Step {}

  record Ask(String query, List<String> rows) implements Step {}

  /** A call of the program; {@code lost} rows are gone after it. */
  record Command(String line, List<Expected> expected) implements Step {

    boolean isRepeated() {
      return ALWAYS.contains(line);
    }

    List<String> texts(String key) {
      return expected.stream().filter(it -> it.key.equals(key)).map(Expected::text).toList();
    }

    int number(String key, int otherwise) {
      return texts(key).stream().map(Integer::parseInt).findFirst().orElse(otherwise);
    }
  }

  record Expected(String key, String text) {}

  static Stream<Path> in(String kind) throws IOException {
    return Files.list(CASES.resolve(kind)).sorted();
  }

  /** {@code fill} puts names and times in the place of what is in braces. */
  static Case read(Path file, UnaryOperator<String> fill) throws IOException {
    Reader reader = new Reader();
    for (String line : Files.readString(file).split("\n")) {
      reader.take(fill.apply(line));
    }
    reader.flush();
    List<String> lines =
        reader.steps.stream()
            .filter(it -> it instanceof Command command && command.isRepeated())
            .map(it -> ((Command) it).line)
            .toList();
    if (!lines.equals(ALWAYS)) {
      throw new IllegalStateException(file + " has " + lines + ", and must have " + ALWAYS);
    }
    return new Case(file.getFileName().toString(), reader.fromVersion, reader.steps);
  }

  @Override
  public String toString() {
    return name;
  }

  private static final class Reader {
    final List<Step> steps = new ArrayList<>();
    final StringBuilder sql = new StringBuilder();
    String role = "kalends";
    boolean stays;
    int fromVersion;

    void take(String line) {
      Matcher directive = DIRECTIVE.matcher(line);
      if (line.startsWith("-- $ ")) {
        add(new Command(line.substring(5), new ArrayList<>()));
      } else if (line.startsWith("-- => ")) {
        expect("exit", line.substring(6));
      } else if (directive.matches()) {
        take(directive.group(1), directive.group(2));
      } else if (!line.startsWith("-- ")) {
        sql.append(line).append('\n');
      }
    }

    private void take(String key, String text) {
      switch (key) {
        case "as", "stays" -> {
          flush();
          role = text;
          stays = key.equals("stays");
        }
        case "from" -> fromVersion = Integer.parseInt(text);
        case "months" -> {
          String[] words = text.split(" ");
          add(new Months(words[0], Integer.parseInt(words[1]), Integer.parseInt(words[2])));
        }
        case "runs as" -> add(new RunsAs(text));
        case "ask" -> add(new Ask(text, new ArrayList<>()));
        case "row" -> ((Ask) steps.getLast()).rows.add(text);
        default -> expect(key, text);
      }
    }

    private void expect(String key, String text) {
      Matcher version = FROM.matcher(text);
      boolean comesLater =
          version.matches()
              && PostgresServer.version() < Integer.parseInt(version.group("version"));
      if (!comesLater) {
        String always = version.matches() ? version.group("text") : text;
        ((Command) steps.getLast()).expected.add(new Expected(key, always));
      }
    }

    private void add(Step step) {
      flush();
      steps.add(step);
    }

    void flush() {
      if (!sql.toString().isBlank()) {
        steps.add(new Sql(role, stays, sql.toString()));
      }
      sql.setLength(0);
    }
  }
}
