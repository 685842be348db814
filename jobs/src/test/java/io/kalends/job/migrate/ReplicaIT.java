package io.kalends.job.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Throttles;
import io.kalends.testing.InstalledTemplate;
import io.kalends.testing.ManualTicker;
import io.kalends.testing.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** A migration waits for a replica that does not keep up, and for no longer. */
class ReplicaIT {
  private final ManualTicker ticker = new ManualTicker();

  @Test
  void waitsForAReplicaThatStopsReplaying() throws SQLException {
    assumeThat(Boolean.getBoolean("kalends.test.containers")).isFalse();
    try (PostgresServer primary = PostgresServer.start()) {
      primary.execute("create database shop");
      InstalledTemplate.install(primary.url(PostgresServer.SUPERUSER, "shop"));
      try (PostgresServer standby = primary.standby();
          HikariDataSource pool = pool(primary);
          Connection connection = primary.connect(PostgresServer.SUPERUSER, "shop");
          Statement shop = connection.createStatement()) {
        shop.execute(
            """
            insert into kalends.migration (source_schema, source_table, target_schema, target_table, shadow_table, old_table, source_oid, key_columns, partition_column, pace)
            values ('public', 'events', 'public', 'events', 'events_new', 'events_old', 0, '{id}', 'date', 'fast');
            select kalends.set_throttle(1, '{"max_replica_bytes": "8 MB"}')\
            """);
        try (Throttle throttle = Throttle.of(new Throttles(pool), 1, ticker)) {
          eventually().until(() -> takeTurn(throttle));
          standby.execute("select pg_wal_replay_pause()");
          shop.execute(
              "create table written as select repeat('x', 1000) from generate_series(1, 20000)");
          eventually()
              .untilAsserted(
                  () -> {
                    takeTurn(throttle);
                    assertThat(throttle.reasons())
                        .anySatisfy(
                            reason ->
                                assertThat(reason)
                                    .matches("replica standby has .* of WAL to replay"));
                  });
          standby.execute("select pg_wal_replay_resume()");
          eventually().until(() -> takeTurn(throttle));
        }
      }
    }
  }

  /** Waits for the replica; the throttle's own time is moved by the test. */
  private static ConditionFactory eventually() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
  }

  private boolean takeTurn(Throttle throttle) {
    ticker.advance(Duration.ofMillis(500));
    boolean mine = throttle.before().isOver();
    if (mine) {
      throttle.after(8, Duration.ofMillis(1));
    }
    return mine;
  }

  private static HikariDataSource pool(PostgresServer server) {
    return new DataSources(
            new DataSources.Target(
                server.url(PostgresServer.SUPERUSER, "shop"), null, null, Map.of()),
            "kalends:throttle")
        .pool(3);
  }
}
