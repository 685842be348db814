package io.kalends.rest;

import java.beans.PropertyEditorSupport;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.PropertyEditorRegistry;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Texts without NUL, which PostgreSQL cannot keep, and whole numbers as they are written in
 * decimal: no sign but a minus, no leading zero, no hexadecimal.
 */
public final class StrictValues {
  private static final String NUMBER = "0|-?[1-9][0-9]{0,18}";

  private StrictValues() {}

  /**
   * For parameters of the query and parts of the path. Editors, since Spring reads what a converter
   * refuses by an editor of its own, which takes hexadecimal.
   */
  static void numbers(PropertyEditorRegistry registry) {
    for (Class<?> type : List.of(int.class, Integer.class)) {
      registry.registerCustomEditor(type, new Number(Integer::valueOf));
    }
    for (Class<?> type : List.of(long.class, Long.class)) {
      registry.registerCustomEditor(type, new Number(Long::valueOf));
    }
  }

  private static final class Number extends PropertyEditorSupport {
    private final Function<String, Object> read;

    Number(Function<String, Object> read) {
      this.read = read;
    }

    @Override
    public void setAsText(String text) {
      if (!text.matches(NUMBER)) {
        throw new NumberFormatException("no whole number in decimal");
      }
      setValue(read.apply(text));
    }
  }

  /** For bodies. */
  public static SimpleModule texts() {
    return new SimpleModule("texts without NUL")
        .addDeserializer(String.class, new Text())
        .addKeyDeserializer(String.class, new Key());
  }

  static boolean isUsable(String text) {
    return text.indexOf('\0') < 0;
  }

  private static final class Text extends StdScalarDeserializer<String> {
    Text() {
      super(String.class);
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
      String text = parser.getValueAsString();
      if (!parser.currentToken().isScalarValue()
          || parser.currentToken().isNumeric()
          || parser.currentToken().isBoolean()
          || text == null
          || !isUsable(text)) {
        return context.reportInputMismatch(String.class, "no text, or one with NUL");
      }
      return text;
    }
  }

  private static final class Key extends KeyDeserializer {
    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return isUsable(key)
          ? key
          : context.reportInputMismatch(String.class, "a name with NUL in it");
    }
  }
}
