package io.kalends;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of the repository: its headings, its code, its links. */
record Page(Path path, String text) {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");
  private static final Pattern SPAN = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  static Page read(Path path) {
    try {
      return new Page(path, Files.readString(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every page of the repository. */
  static List<Page> all() {
    try (var top = Files.list(Path.of(""));
        var docs = Files.walk(Path.of("docs"))) {
      return Stream.concat(top, docs)
          .filter(path -> path.toString().endsWith(".md"))
          .sorted()
          .map(Page::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> headings() {
    return find(HEADING, FENCED.matcher(text).replaceAll(""));
  }

  /** The anchors that GitHub gives the headings. */
  List<String> anchors() {
    return headings().stream()
        .map(heading -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}_ -]", ""))
        .map(heading -> heading.replace(' ', '-'))
        .toList();
  }

  List<String> links() {
    return find(LINK, FENCED.matcher(text).replaceAll(""));
  }

  /** What stands between single backticks. */
  List<String> spans() {
    return find(SPAN, FENCED.matcher(text).replaceAll(""));
  }

  /** Code spans, and the lines of code blocks. */
  List<String> code() {
    var code = new ArrayList<>(spans());
    find(FENCED, text).forEach(block -> block.lines().map(String::strip).forEach(code::add));
    return code;
  }

  /** The text under a heading, up to the next one of its level or above. */
  String section(String heading) {
    var level = heading.substring(0, heading.indexOf(' '));
    int start = text.indexOf("\n" + heading + "\n");
    if (start < 0) {
      throw new AssertionError(path + " has no heading '" + heading + "'");
    }
    int end = start + heading.length();
    var next = Pattern.compile("(?m)^#{1," + level.length() + "} ").matcher(text);
    return next.find(end + 2) ? text.substring(end, next.start()) : text.substring(end);
  }

  static List<String> find(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(Page::lastGroup).toList();
  }

  private static String lastGroup(MatchResult match) {
    return match.group(match.groupCount());
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
