package io.kalends.cli;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sizes, counts, times as a person reads them. Only for text output: JSON keeps the numbers. */
final class Human {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB"};
  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'");

  private Human() {}

  /** 1024-based, as pg_size_pretty: 812 B, 8.0 kB, 1.5 GB, 120 MB. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (Math.abs(value) >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    var digits = unit == 0 || Math.abs(value) >= 99.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, value, UNITS[unit]);
  }

  /** 12,345. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /**
   * ~12,345 where the number is the statistics' estimate; ? where there is none (never analyzed).
   */
  static String rows(@Nullable Long number, boolean exact) {
    if (number == null || number < 0) {
      return "?";
    }
    return (exact ? "" : "~") + count(number);
  }

  /** 1 partition, 2 partitions. */
  static String plural(long number, String singular) {
    return count(number) + " " + singular + (number == 1 ? "" : "s");
  }

  /** 45 ms, 2.4 s, 3 min 05 s, 2 h 10 min, 3 d 4 h. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 1000) {
      return millis + " ms";
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    long seconds = Math.round(millis / 1000.0);
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    if (seconds < 86_400) {
      return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }
    return String.format(Locale.ROOT, "%d d %d h", seconds / 86_400, seconds % 86_400 / 3600);
  }

  /**
   * A partition's bound: 2026-11-01, or 2026-11-01 05:45 where it is not UTC's midnight; - if none.
   */
  static String bound(@Nullable OffsetDateTime instant) {
    if (instant == null || isInfinite(instant)) {
      return instant == null ? "-" : infinity(instant);
    }
    return bound(MINUTE.format(instant.withOffsetSameInstant(ZoneOffset.UTC)));
  }

  /** A bound as a wall clock shows it, without the time where that is midnight. */
  static String bound(String local) {
    return local.endsWith(" 00:00") ? local.substring(0, local.length() - 6) : local;
  }

  /** 2026-11-20 02:00:05Z. */
  static String moment(@Nullable OffsetDateTime instant) {
    if (instant == null || isInfinite(instant)) {
      return instant == null ? "-" : infinity(instant);
    }
    return SECOND.format(instant.withOffsetSameInstant(ZoneOffset.UTC));
  }

  /** PostgreSQL's infinity, which the driver reads as the first or last instant of Java. */
  static boolean isInfinite(OffsetDateTime instant) {
    return instant.equals(OffsetDateTime.MIN) || instant.equals(OffsetDateTime.MAX);
  }

  static String infinity(OffsetDateTime instant) {
    return instant.equals(OffsetDateTime.MIN) ? "-infinity" : "infinity";
  }

  /** Control characters made visible: a table may be named so that it would command a terminal. */
  static String visible(String text) {
    var out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              switch (each) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                  if (Character.isISOControl(each) || Character.getType(each) == Character.FORMAT) {
                    out.append(String.format("\\u%04x", each));
                  } else {
                    out.appendCodePoint(each);
                  }
                }
              }
            });
    return out.toString();
  }

  /** The first of several messages, one per line, and how many others there are. */
  static String firstLine(String messages) {
    var lines = messages.lines().toList();
    var first = lines.isEmpty() ? "" : visible(lines.getFirst());
    return lines.size() < 2 ? first : first + " (and " + (lines.size() - 1) + " more)";
  }

  /** One line of at most so many characters, … where it was cut. */
  static String shorten(String text, int width) {
    var line = visible(text.strip().replaceAll("\\s+", " "));
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
  }
}
