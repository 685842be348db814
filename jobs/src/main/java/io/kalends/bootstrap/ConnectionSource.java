package io.kalends.bootstrap;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the database that is meant: {@code --url}, {@code KALENDS_URL}, {@code DATABASE_URL},
 * {@code PGHOST…}, the first that is set. Empty: nothing is configured, the embedded server is
 * used.
 */
final class ConnectionSource {
  private final Map<String, String> environment;

  ConnectionSource(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * @param option the value of {@code --url}, or null
   * @param setting the value of {@code kalends.url} in the configuration, or null
   */
  Optional<ConnectionUrl> find(@Nullable String option, @Nullable String setting) {
    var named = new LinkedHashMap<String, @Nullable String>();
    named.put("--url", option);
    named.put("KALENDS_URL", environment.get("KALENDS_URL"));
    named.put("kalends.url", setting);
    named.put("DATABASE_URL", environment.get("DATABASE_URL"));
    for (var each : named.entrySet()) {
      var url = each.getValue();
      if (url != null && !url.isBlank()) {
        return Optional.of(new ConnectionUrlParser(environment, each.getKey()).parse(url.strip()));
      }
    }
    return libpqVariable().map(name -> new ConnectionUrlParser(environment, name).fromVariables());
  }

  /** PGUSER and PGPASSWORD alone say who, not where: they do not choose a database. */
  private Optional<String> libpqVariable() {
    return Stream.of("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE")
        .filter(name -> !environment.getOrDefault(name, "").isBlank())
        .findFirst();
  }
}
