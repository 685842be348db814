package io.kalends.domain;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** Puts messages for people together. */
public final class Sentences {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'");

  private Sentences() {}

  /** {@code first. second}, with one full stop whether or not the first ends with one. */
  public static String join(@Nullable String first, String second) {
    String text = String.valueOf(first);
    return text + (text.matches("(?s).*[.!?]") ? " " : ". ") + second;
  }

  /** {@code 2026-01-31 23:59:59 UTC}, or {@code an unknown time}. */
  public static String second(@Nullable OffsetDateTime at) {
    return at == null ? "an unknown time" : SECOND.format(at.withOffsetSameInstant(ZoneOffset.UTC));
  }
}
