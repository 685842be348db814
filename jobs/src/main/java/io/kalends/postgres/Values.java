package io.kalends.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PGInterval;
import org.postgresql.util.PGobject;

/** Between Java's values and PostgreSQL's: what the driver does not do by itself. */
final class Values {

  private Values() {}

  /** Binds the values of a statement by name; a missing name is a programming error. */
  static void bind(PreparedStatement statement, Sql sql, Map<String, ?> values)
      throws SQLException {
    int index = 1;
    for (String name : sql.parameters()) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException(sql.name() + " needs a value for :" + name);
      }
      set(statement, index++, values.get(name));
    }
  }

  private static void set(PreparedStatement statement, int index, @Nullable Object value)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(index, Types.NULL);
      case Collection<?> texts -> statement.setArray(index, array(statement, texts));
      case Map<?, ?> document -> statement.setObject(index, json(document));
      case Duration duration -> statement.setObject(index, interval(duration));
      case Enum<?> word -> statement.setString(index, word.name().toLowerCase(Locale.ROOT));
      default -> statement.setObject(index, value);
    }
  }

  private static Array array(PreparedStatement statement, Collection<?> texts) throws SQLException {
    Connection connection = statement.getConnection();
    return connection.createArrayOf("text", texts.toArray());
  }

  /** A flat document of texts, as jsonb. */
  private static PGobject json(Map<?, ?> document) throws SQLException {
    PGobject json = new PGobject();
    json.setType("jsonb");
    json.setValue(
        document.entrySet().stream()
            .map(entry -> quote(entry.getKey()) + ":" + quote(entry.getValue()))
            .collect(Collectors.joining(",", "{", "}")));
    return json;
  }

  private static String quote(@Nullable Object text) {
    if (text == null) {
      return "null";
    }
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toString().toCharArray()) {
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }

  private static PGInterval interval(Duration duration) {
    double seconds = duration.toSeconds() + duration.toNanosPart() / 1e9;
    return new PGInterval(0, 0, 0, 0, 0, seconds);
  }

  static @Nullable Duration duration(@Nullable Object interval) {
    if (!(interval instanceof PGInterval value)) {
      return null;
    }
    long days = value.getYears() * 360L + value.getMonths() * 30L + value.getDays();
    return Duration.ofDays(days)
        .plusHours(value.getHours())
        .plusMinutes(value.getMinutes())
        .plusSeconds(value.getWholeSeconds())
        .plusNanos(value.getMicroSeconds() * 1000L);
  }

  static List<String> texts(Array array) throws SQLException {
    Object[] elements = (Object[]) array.getArray();
    return Arrays.stream(elements).filter(Objects::nonNull).map(Object::toString).toList();
  }
}
