package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThresholdsIT {
  @RegisterExtension static final TestDatabase database = TestDatabase.installed();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nix | 5 |  | must have a known name",
        "query_p95_ms | 0 |  | a value that can be meant",
        "query_p95_ms | -5 |  | a value that can be meant",
        "headroom_periods | 100000 | events | a value that can be meant",
        "vacuum_lag_hours | soon |  | invalid size",
        "disk_bytes | 5 GB | events | holds for all tables together",
        "disk_bytes | 99999999999999999999 | | out of range",
        "query_p95_ms | default |  | has no other default",
        "query_p95_ms | 5 | nowhere | no row of kalends.partition_config is called 'nowhere'",
      })
  void whatCannotBeMeantIsRefusedAndChangesNothing(
      String threshold, String value, String table, String message) {
    String before = database.rows("select * from kalends.threshold order by 1, 2, 3").toString();
    String name = table == null ? "null" : "'" + table + "'";
    assertThatThrownBy(
            () ->
                database.execute(
                    "select kalends.set_threshold('%s', '%s', %s)"
                        .formatted(threshold, value, name)))
        .hasMessageContaining(message);
    assertThat(database.rows("select * from kalends.threshold order by 1, 2, 3").toString())
        .isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "('query_p95_ms', null, 'events', 5)",
        "('query_p95_ms', 'public', 'events', -1)",
        "('of_my_own', null, null, 1)",
      })
  void theTableItselfRefusesItToo(String row) {
    assertThatThrownBy(
            () ->
                database.execute(
                    "insert into kalends.threshold (threshold, table_schema, table_name, value)"
                        + " values "
                        + row))
        .hasMessageContaining("violates check constraint");
  }

  @Test
  void aTablesOwnComesBeforeThatOfAllAndOffIsAValue() {
    database.execute(
        "create table events (timestamp timestamptz not null) partition by range (timestamp)");
    assertThat(watched()).isEqualTo("500");
    assertThat(database.rows("select * from kalends.set_threshold('query_p95_ms', '700')"))
        .containsExactly("||500|700");
    assertThat(watched()).isEqualTo("700");
    database.execute("select kalends.set_threshold('query_p95_ms', 'off', 'events')");
    assertThat(watched()).isEmpty();
    database.execute("select kalends.set_threshold('query_p95_ms', '20', 'public.events')");
    assertThat(watched()).isEqualTo("20");
    assertThat(
            database.rows(
                "select * from kalends.set_threshold('query_p95_ms', 'default', 'events')"))
        .containsExactly("public|events|20|default");
    assertThat(watched()).isEqualTo("700");
    assertThat(database.rows("select * from kalends.set_threshold('disk_bytes', '500 GB')"))
        .containsExactly("||off|536870912000");
  }

  private static String watched() {
    return database.value(
        "select query_p95_ms from kalends.watched_tables(now()) where table_name = 'events'");
  }
}
