package io.kalends.domain;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a length of time as people write it: 90s, 10min, 2h, 500ms. */
public final class TimeSpan {

  private static final Pattern SPAN = Pattern.compile("([0-9]{1,9})\\s*(ms|s|m|min|h)");

  private TimeSpan() {}

  public static Duration parse(String text) {
    Matcher span = SPAN.matcher(text.strip());
    if (!span.matches()) {
      throw new KalendsException.BadInput(
          "'%s' is no length of time".formatted(text), "write it as 90s, 10min or 2h");
    }
    long number = Long.parseLong(span.group(1));
    return switch (span.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofMinutes(number);
    };
  }
}
