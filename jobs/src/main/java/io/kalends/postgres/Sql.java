package io.kalends.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement from {@code sql/statements}. {@code Sql.of("plans/plan_maintenance")} is a constant
 * in the class that uses it and fails at class loading when the file is missing. {@code :value} is
 * bound; {@code ${name}} takes only {@link Quoted}.
 */
public final class Sql {

  /** Strings, quoted identifiers, comments and casts are passed over; then a hole is a hole. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|::|:(?<value>[a-z][a-z0-9_]*)",
          Pattern.DOTALL);

  private static final Pattern HOLE = Pattern.compile("\\$\\{(?<name>[a-z][a-z0-9_]*)}");

  private final String name;
  private final String jdbc;
  private final List<String> parameters;

  /** The statement in {@code statements/<name>.sql} on the class path. */
  public static Sql of(String name) {
    String path = "/statements/" + name + ".sql";
    try (InputStream in = Sql.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("there is no statement file " + path);
      }
      return parse(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the statement file " + path, e);
    }
  }

  static Sql parse(String name, String text) {
    List<String> parameters = new ArrayList<>();
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String value = token.group("value");
      if (value == null) {
        boolean comment = token.group().startsWith("--");
        token.appendReplacement(out, comment ? "" : Matcher.quoteReplacement(token.group()));
      } else {
        parameters.add(value);
        token.appendReplacement(out, "?");
      }
    }
    token.appendTail(out);
    return new Sql(name, out.toString().strip(), List.copyOf(parameters));
  }

  /** The same statement with its identifier holes filled. */
  public Sql with(Map<String, Quoted> names) {
    StringBuilder out = new StringBuilder();
    Matcher hole = HOLE.matcher(jdbc);
    while (hole.find()) {
      Quoted value = names.get(hole.group("name"));
      if (value == null) {
        throw new IllegalArgumentException(name + " has a hole ${" + hole.group("name") + "}");
      }
      hole.appendReplacement(out, Matcher.quoteReplacement(value.toString()));
    }
    hole.appendTail(out);
    return new Sql(name, out.toString(), parameters);
  }

  private Sql(String name, String jdbc, List<String> parameters) {
    this.name = name;
    this.jdbc = jdbc;
    this.parameters = parameters;
  }

  /** {@code folder/name}: what messages and tests call it. */
  public String name() {
    return name;
  }

  /** The text that the driver gets, with {@code ?} for values. */
  String jdbc() {
    return jdbc;
  }

  /** The names of the values in the order of their {@code ?}. */
  List<String> parameters() {
    return parameters;
  }
}
