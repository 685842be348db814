package io.kalends.postgres;

import io.kalends.domain.TableName;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text that may stand in a statement's {@code ${hole}}: only a quoted name or literal becomes one,
 * so "can this be injected?" is asked here and nowhere else.
 */
public final class Quoted {

  private final String text;

  private Quoted(String text) {
    this.text = text;
  }

  /** An identifier, always in double quotes. */
  public static Quoted identifier(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not an identifier: '" + name + "'");
    }
    return new Quoted('"' + name.replace("\"", "\"\"") + '"');
  }

  /** A relation with its schema, each part in double quotes. */
  public static Quoted table(TableName table) {
    return new Quoted(identifier(table.schema()).text + '.' + identifier(table.name()).text);
  }

  /** A string literal, whatever standard_conforming_strings says. */
  public static Quoted literal(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a text of PostgreSQL: it has a NUL");
    }
    String doubled = value.replace("'", "''");
    boolean escaped = doubled.indexOf('\\') >= 0;
    return new Quoted(escaped ? "E'" + doubled.replace("\\", "\\\\") + "'" : "'" + doubled + "'");
  }

  /** String literals, separated by commas. */
  public static Quoted literals(List<String> values) {
    return new Quoted(
        values.stream().map(value -> literal(value).text).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return text;
  }
}
