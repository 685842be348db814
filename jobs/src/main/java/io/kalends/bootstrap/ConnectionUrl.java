package io.kalends.bootstrap;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the database is: a JDBC URL without credentials and parameters, these apart from it, and
 * where it was said.
 *
 * <p>{@link #toString} and {@link #display} never show the password, so that either may be logged.
 */
public record ConnectionUrl(
    String jdbcUrl,
    @Nullable String user,
    @Nullable String password,
    Map<String, String> properties,
    String display,
    String origin) {

  public ConnectionUrl {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return display + " (" + origin + ")";
  }
}
