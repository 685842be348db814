package io.kalends.domain;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tables a caller may have to do with: names in which {@code *} stands for any text. One
 * without a schema means public; {@code *} alone means every table of every schema.
 */
public record TablePatterns(List<String> patterns) {

  public static final TablePatterns ALL = new TablePatterns(List.of("*"));

  private static final int MOST = 100;
  private static final int LONGEST = 200;

  public TablePatterns {
    patterns = List.copyOf(patterns);
    if (patterns.isEmpty() || patterns.size() > MOST) {
      throw bad("there are %d patterns of tables".formatted(patterns.size()));
    }
    for (String pattern : patterns) {
      if (pattern.isBlank() || pattern.length() > LONGEST || pattern.contains("**")) {
        throw bad("'%s' is no pattern of tables".formatted(pattern));
      }
    }
  }

  /** As in {@code events,goal_*,sales.*}. */
  public static TablePatterns parse(String text) {
    return new TablePatterns(Arrays.stream(text.split(",", -1)).map(String::strip).toList());
  }

  public boolean allow(TableName table) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, table));
  }

  public boolean allowAll() {
    return patterns.contains("*");
  }

  public String text() {
    return String.join(",", patterns);
  }

  private static boolean matches(String pattern, TableName table) {
    if (pattern.equals("*")) {
      return true;
    }
    String plain = table.schema() + "." + table.name();
    String full = pattern.indexOf('.') < 0 ? "public." + pattern : pattern;
    String regex =
        Arrays.stream(full.split("\\*", -1))
            .map(Pattern::quote)
            .reduce((a, b) -> a + ".*" + b)
            .orElse("");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(plain).matches();
  }

  private static KalendsException.BadInput bad(String what) {
    return new KalendsException.BadInput(
        what, "give 1 to 100 of them, with commas, as in 'events,goal_*,sales.*'");
  }
}
