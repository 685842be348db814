package io.kalends.domain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A schema-qualified relation. Parsed as PostgreSQL reads it ({@code events}, {@code
 * public.events}, {@code "Odd Schema"."Mixed Case"}), written back with quotes where they are
 * needed, so that {@code to_regclass(toString())} finds it again.
 */
public record TableName(String schema, String name) implements Comparable<TableName> {

  private static final Pattern PART = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".]+)");
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_$]*");

  public TableName {
    if (schema.isEmpty() || name.isEmpty()) {
      throw new KalendsException.BadInput(
          "table name '%s.%s' has an empty part".formatted(schema, name),
          "write it as schema.table, with double quotes around names in mixed case");
    }
  }

  /**
   * Reads {@code table}, {@code schema.table} and their quoted forms; the schema defaults to
   * public.
   */
  public static TableName parse(String text) {
    return parse(text, "public");
  }

  /** The same with another schema for a name without one. */
  public static TableName parse(String text, String schema) {
    String input = text.strip();
    Matcher part = PART.matcher(input);
    if (!part.lookingAt()) {
      throw unreadable(text);
    }
    String first = unquote(part);
    if (part.end() == input.length()) {
      return new TableName(schema, first);
    }
    if (input.charAt(part.end()) != '.') {
      throw unreadable(text);
    }
    part.region(part.end() + 1, input.length());
    if (!part.matches()) {
      throw unreadable(text);
    }
    return new TableName(first, unquote(part));
  }

  /** The identifier with quotes where PostgreSQL would fold or misread it. */
  public static String quoteIfNeeded(String identifier) {
    return PLAIN.matcher(identifier).matches()
        ? identifier
        : '"' + identifier.replace("\"", "\"\"") + '"';
  }

  /** As one types it in a shell: in single quotes where there are double ones. */
  public String forShell() {
    String text = toString();
    return text.indexOf('"') < 0 ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  private static String unquote(Matcher part) {
    String quoted = part.group(1);
    return quoted == null ? part.group(2).toLowerCase(Locale.ROOT) : quoted.replace("\"\"", "\"");
  }

  private static KalendsException.BadInput unreadable(String text) {
    return new KalendsException.BadInput(
        "cannot read '%s' as a table name".formatted(text),
        "write it as schema.table, with double quotes around names in mixed case");
  }

  @Override
  public int compareTo(TableName other) {
    int bySchema = schema.compareTo(other.schema);
    return bySchema != 0 ? bySchema : name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return quoteIfNeeded(schema) + '.' + quoteIfNeeded(name);
  }
}
