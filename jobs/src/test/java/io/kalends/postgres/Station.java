package io.kalends.postgres;

import io.kalends.domain.Action;
import io.kalends.domain.LockBudget;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.domain.Ticker;
import io.kalends.testing.RealTicker;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One process in the eyes of the database, without the rest of the program. */
final class Station implements AutoCloseable {
  static final Duration TTL = Duration.ofSeconds(30);

  final DataSources sources;
  final SingleConnectionDataSource connection;
  final Database database;
  final Leases leases;
  final Ledger ledger;
  final Acts acts;

  /**
   * @param name unlike that of any other session of the server, once the database's is added
   */
  Station(TestDatabase target, String name) {
    this(target, name, new RealTicker());
  }

  /**
   * @param ticker by which it waits for leases and locks
   */
  Station(TestDatabase target, String name, Ticker ticker) {
    this.sources =
        new DataSources(
            new DataSources.Target(target.url(), null, null, Map.of()), owner(target, name));
    this.connection = sources.single();
    this.database = new Database(connection);
    this.leases = new Leases(database, sources.owner(), TTL, ticker);
    this.ledger = new Ledger(database);
    LockBudget budget = new LockBudget(Duration.ofMillis(200), Duration.ofSeconds(1));
    this.acts = new Acts(connection, budget, ticker, new Random(1));
  }

  static String owner(TestDatabase target, String name) {
    return "kalends:%s-%s".formatted(name, target.name());
  }

  /** A sign of life, so that others take this process for alive. */
  Presence present(Runnable onStop, Duration ttl) {
    Presence presence = new Presence(sources, "test", ttl, onStop);
    presence.start();
    return presence;
  }

  /** The actions of one kind in the plan of a table. */
  List<Action> plan(TableName table, Step step, String kind) {
    return new Plans(database)
        .plan(table, null, List.of(step), null).work().stream()
            .filter(action -> action.kind().equals(kind))
            .toList();
  }

  @Override
  public void close() {
    connection.destroy();
  }
}
