package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleSettingsIT {

  @RegisterExtension static final TestDatabase database = TestDatabase.installed();

  @BeforeAll
  static void planAMigration() {
    database.execute(
        """
        insert into kalends.migration (source_schema, source_table, target_schema, target_table, shadow_table, old_table, source_oid, key_columns, partition_column)
        values ('public', 'events', 'public', 'events', 'events_new', 'events_old', 0, '{id}', 'date')\
        """);
  }

  /** 20 November 2026 was a Friday. */
  @ParameterizedTest
  @CsvSource({
    "22:00-06:00,         UTC,           2026-11-20 23:00Z, true",
    "22:00-06:00,         UTC,           2026-11-21 05:59Z, true",
    "22:00-06:00,         UTC,           2026-11-21 06:00Z, false",
    "fri 22:00-06:00,     UTC,           2026-11-21 05:59Z, true",
    "fri 22:00-06:00,     UTC,           2026-11-22 05:59Z, false",
    "sat-mon 00:00-24:00, UTC,           2026-11-20 23:59Z, false",
    "sat-mon 00:00-24:00, UTC,           2026-11-21 00:00Z, true",
    "sat-mon 00:00-24:00, UTC,           2026-11-23 23:59Z, true",
    "'mon,wed 01:00-02:00', UTC,         2026-11-24 01:30Z, false",
    "'mon,wed 01:00-02:00', UTC,         2026-11-25 01:30Z, true",
    "01:00-02:00,         Europe/Berlin, 2026-11-21 00:30Z, true",
    "01:00-02:00,         Europe/Berlin, 2026-11-21 01:30Z, false"
  })
  void aWindowIsOpenOrNot(String window, String zone, String at, boolean open) {
    assertThat(
            database.value(
                "select kalends.in_window(array['%s'], '%s', '%s')".formatted(window, zone, at)))
        .isEqualTo(open ? "t" : "f");
  }

  @Test
  void noWindowsAreAlwaysOpen() {
    assertThat(database.value("select kalends.in_window(null, 'UTC', now())")).isEqualTo("t");
    assertThat(database.value("select kalends.in_window('{}', 'UTC', now())")).isEqualTo("t");
  }

  @Test
  void settingsAreAddedToThoseThatAreThere() {
    database.execute(
        "select kalends.set_throttle(1, '{\"max_wal_rate\": \"5 MB\", \"windows\": \"22:00-06:00;"
            + " sat,sun 00:00-24:00\"}')");
    database.execute(
        "select kalends.set_throttle(1, '{\"max_replica_lag\": null, \"time_zone\":"
            + " \"Europe/Berlin\"}')");
    assertThat(
            database.value(
                "select max_wal_rate, windows, max_replica_lag, max_slot_bytes, time_zone from"
                    + " kalends.throttle"))
        .isEqualTo("5242880|{22:00-06:00,\"sat,sun 00:00-24:00\"}||1073741824|Europe/Berlin");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"pause\": 1} | the throttle has no setting 'pause'",
        "{\"windows\": \"10-12\"} | the throttle: windows must be like 22:00-06:00",
        "{\"max_slot_bytes\": \"much\"} | the throttle's max_slot_bytes cannot be \"much\": invalid"
            + " size: \"much\"",
        "{\"max_wal_rate\": 0} | the throttle: max_wal_rate must be positive",
        "{\"max_replica_lag\": \"soon\"} | the throttle's max_replica_lag cannot be \"soon\":"
            + " invalid input syntax for type interval",
        "{\"query\": \"select bogus\"} | the throttle's query fails: column \"bogus\" does not"
            + " exist",
        "{\"time_zone\": \"Mars\"} | the throttle: time_zone must be a name that"
      })
  void valuesThatCannotBeMeantAreRefused(String settings, String message) {
    assertThatThrownBy(
            () -> database.execute("select kalends.set_throttle(1, '%s')".formatted(settings)))
        .hasMessageContaining(message);
  }
}
