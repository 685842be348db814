package io.kalends.cli;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads {@code --as-of}: a date (its first instant, UTC) or a timestamp (UTC unless it has an
 * offset).
 */
final class AsOf implements ITypeConverter<OffsetDateTime> {
  @Override
  public OffsetDateTime convert(String text) {
    var value = text.strip().replace(' ', 'T');
    try {
      if (value.length() <= 10) {
        return LocalDate.parse(value).atStartOfDay().atOffset(ZoneOffset.UTC);
      }
      boolean offset = value.matches(".*(Z|z|[+-]\\d{2}(:?\\d{2})?)$") && value.length() > 11;
      if (!offset) {
        return LocalDateTime.parse(value).atOffset(ZoneOffset.UTC);
      }
      return OffsetDateTime.parse(withMinutes(value));
    } catch (DateTimeException _) {
      throw new TypeConversionException(
          "'%s' is no date or timestamp; write 2026-11-20 or 2026-11-20T02:00:00Z".formatted(text));
    }
  }

  /** PostgreSQL prints +01 and takes +0100; ISO 8601 in Java wants +01:00. */
  private static String withMinutes(String value) {
    if (value.matches(".*T.*[+-]\\d{2}$")) {
      return value + ":00";
    }
    return value.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2");
  }
}
