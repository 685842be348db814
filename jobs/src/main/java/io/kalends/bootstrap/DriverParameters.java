package io.kalends.bootstrap;

import java.util.Map;
import java.util.TreeMap;

/**
 * libpq's parameters and variables in pgjdbc's words; a table of data.
 *
 * <p>What neither knows is dropped: a DATABASE_URL is shared with the application, whose driver has
 * its own words, and pgjdbc logs a warning for each one that it does not know.
 */
final class DriverParameters {
  private static final Map<String, String> FROM_LIBPQ =
      Map.ofEntries(
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("sslnegotiation", "sslNegotiation"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("options", "options"),
          Map.entry("target_session_attrs", "targetServerType"));

  private static final Map<String, String> FROM_VARIABLE =
      Map.ofEntries(
          Map.entry("PGSSLMODE", "sslmode"),
          Map.entry("PGSSLROOTCERT", "sslrootcert"),
          Map.entry("PGSSLCERT", "sslcert"),
          Map.entry("PGSSLKEY", "sslkey"),
          Map.entry("PGSSLNEGOTIATION", "sslNegotiation"),
          Map.entry("PGCHANNELBINDING", "channelBinding"),
          Map.entry("PGCONNECT_TIMEOUT", "connectTimeout"),
          Map.entry("PGOPTIONS", "options"),
          Map.entry("PGTARGETSESSIONATTRS", "targetServerType"));

  private static final Map<String, String> SERVER_TYPE =
      Map.of(
          "read-write", "primary",
          "primary", "primary",
          "any", "any",
          "standby", "secondary",
          "read-only", "secondary",
          "prefer-standby", "preferSecondary");

  private static final java.util.Set<String> FOREIGN =
      java.util.Set.of(
          "schema",
          "connection_limit",
          "pool_timeout",
          "pgbouncer",
          "socket_timeout",
          "statement_cache_size",
          "sslidentity",
          "sslaccept",
          "application_name",
          "fallback_application_name",
          "client_encoding",
          "passfile",
          "service",
          "ApplicationName");

  private DriverParameters() {}

  static Map<String, String> translate(Map<String, String> given, Map<String, String> environment) {
    var result = new TreeMap<String, String>();
    FROM_VARIABLE.forEach(
        (variable, name) -> {
          var value = environment.get(variable);
          if (value != null && !value.isBlank()) {
            result.put(name, value);
          }
        });
    given.forEach(
        (name, value) -> {
          var known = FROM_LIBPQ.get(name);
          if (known != null) {
            result.put(known, value);
          } else if (!FOREIGN.contains(name) && !name.contains("_")) {
            result.put(name, value);
          }
        });
    result.computeIfPresent(
        "targetServerType", (_, value) -> SERVER_TYPE.getOrDefault(value, value));
    return result;
  }
}
