package io.kalends.bootstrap;

import io.kalends.cli.Session;
import io.kalends.postgres.DataSources;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Finds the database and wires one command's objects over it; see {@link Doors} for the graph. */
final class Wiring {
  private final Map<String, String> environment;
  private final Map<String, String> overrides;
  private final Clock clock;

  Wiring(Map<String, String> environment) {
    this(environment, Map.of(), Clock.systemUTC());
  }

  /**
   * @param overrides settings that take precedence over the files and the environment
   */
  private static final String VISIBLE_PASSWORD =
      "the password in --url can be read by every user of this machine (ps): give it in"
          + " KALENDS_URL, PGPASSWORD, PGPASSFILE or ~/.pgpass";

  Wiring(Map<String, String> environment, Map<String, String> overrides, Clock clock) {
    this.environment = environment;
    this.overrides = overrides;
    this.clock = clock;
  }

  Session open(@Nullable String url, Session.Notices notices) {
    var reader = new SettingsReader(overrides);
    Logging.set(reader.logLevels());
    var settings = reader.common();
    var found = new ConnectionSource(environment).find(url, settings.url());
    found.filter(this::showsItsPassword).ifPresent(any -> notices.say(VISIBLE_PASSWORD));
    var target = found.map(Wiring::configured).orElseGet(() -> embedded(settings, notices));
    var address = found.map(ConnectionUrl::toString).orElse("embedded PostgreSQL");
    var doors = new Doors(address, reader, new DataSources(target, owner()), clock);
    if (found.isEmpty()) {
      doors.installIfOutdated();
    }
    return doors;
  }

  /** The arguments of a process can be read by every user of the machine. */
  private boolean showsItsPassword(ConnectionUrl url) {
    return url.origin().equals("--url")
        && url.password() != null
        && !url.password().equals(environment.get("PGPASSWORD"));
  }

  private static DataSources.Target configured(ConnectionUrl url) {
    return new DataSources.Target(url.jdbcUrl(), url.user(), url.password(), url.properties());
  }

  private static DataSources.Target embedded(Settings settings, Session.Notices notices) {
    var address = new EmbeddedServer(Path.of(settings.embedded())).address();
    notices.say(
        "embedded PostgreSQL 18 in %s – psql %s"
            .formatted(Path.of(".").resolve(settings.embedded()), address.psqlUrl()));
    return new DataSources.Target(address.jdbcUrl(), null, null, Map.of());
  }

  /** application_name of all sessions of a run: whoever takes over ends them by it. */
  static String owner() {
    var bytes = new byte[6];
    ThreadLocalRandom.current().nextBytes(bytes);
    return "kalends:" + HexFormat.of().formatHex(bytes);
  }
}
