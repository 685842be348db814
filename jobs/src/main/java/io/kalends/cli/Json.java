package io.kalends.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON document of a command. Keys are written out by each view, in snake_case, so that
 * renaming a Java field never changes what a script reads.
 */
final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  /** Keys and values by turns; times become ISO 8601, durations milliseconds, enums lower case. */
  static Map<String, @Nullable Object> object(@Nullable Object... keysAndValues) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put(String.valueOf(keysAndValues[i]), plain(keysAndValues[i + 1]));
    }
    return object;
  }

  /** Each element is made when it is written: a long list is never in memory as a whole. */
  static <T> List<Map<String, @Nullable Object>> list(
      List<T> values, Function<T, Map<String, @Nullable Object>> view) {
    return new Elements<>(values, view);
  }

  /** Writes the document and a line feed. */
  static void write(Map<String, @Nullable Object> document, PrintStream out) {
    MAPPER.writeValue(out, document);
    out.println();
  }

  private static final class Elements<T> extends AbstractList<Map<String, @Nullable Object>> {
    private final List<T> values;
    private final Function<T, Map<String, @Nullable Object>> view;

    Elements(List<T> values, Function<T, Map<String, @Nullable Object>> view) {
      this.values = values;
      this.view = view;
    }

    @Override
    public Map<String, @Nullable Object> get(int index) {
      return view.apply(values.get(index));
    }

    @Override
    public int size() {
      return values.size();
    }
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> plain(optional.orElse(null));
      case Duration duration -> duration.toMillis();
      case OffsetDateTime time ->
          Human.isInfinite(time)
              ? Human.infinity(time)
              : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
      case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT);
      case Map<?, ?> map -> map;
      case Elements<?> elements -> elements;
      case Iterable<?> list -> {
        var plain = new ArrayList<@Nullable Object>();
        list.forEach(each -> plain.add(plain(each)));
        yield plain;
      }
      case Number number -> number;
      case Boolean bool -> bool;
      default -> value.toString();
    };
  }
}
