package io.kalends.postgres;

import io.kalends.domain.ThrottleSetting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The limits at which a migration waits, as people set them: {@code kalends.throttle}. */
public final class ThrottleSettings {

  private static final Sql LIST = Sql.of("throttle_settings/list");
  private static final Sql SET = Sql.of("throttle_settings/set");

  private final Database database;

  public ThrottleSettings(Database database) {
    this.database = database;
  }

  public List<ThrottleSetting> list(long migration) {
    return database.query(
        LIST,
        Map.of("id", migration),
        row ->
            new ThrottleSetting(
                row.text("name"), row.textOrNull("value"), row.textOrNull("shown")));
  }

  /**
   * Changes those that are named, all or none; null takes a limit away. KA003 says what is wrong.
   */
  public void set(long migration, Map<String, @Nullable String> settings) {
    database.query(SET, Map.of("id", migration, "settings", settings), row -> migration);
  }
}
