package io.kalends.drill;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kalends.testing.PostgresServer;
import io.kalends.testing.TwinWriter;
import io.kalends.testing.Twins;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of its own, the program, and databases of which each round gets a copy: one with a
 * monolith, one in which it has been migrated and verified, one in which it has been cut over.
 */
final class MigrationStage implements AutoCloseable {

  /** What a round begins with. */
  enum Begun {
    MONOLITH,
    VERIFIED,
    CUT_OVER;

    String database() {
      return "begun_" + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static final int ROWS = Integer.getInteger("drill.rows", 12_000);
  private static final Path HOME = Path.of("target", "drill");

  private final PostgresServer server = PostgresServer.start();
  private final Program program = Program.prepare(HOME);
  private final AtomicInteger number = new AtomicInteger();

  MigrationStage() {
    Target monolith = create(Begun.MONOLITH.database(), "template1");
    program.start(monolith.environment(), "install").mustEndWith(0);
    for (String sql : Twins.make(ROWS)) {
      monolith.execute(sql);
    }
    Target verified = create(Begun.VERIFIED.database(), monolith.name());
    Journey.job(program, verified, Map.of(), "migrate").mustEndWith(0);
    Target cutOver = create(Begun.CUT_OVER.database(), verified.name());
    Journey.job(program, cutOver, Map.of(), "cutover").mustEndWith(0);
    Journey.job(program, cutOver, Map.of(), "verify").mustEndWith(0);
  }

  PostgresServer server() {
    return server;
  }

  /** One round on a copy. */
  interface Round {
    void play(Journey journey);
  }

  /** Plays a round, with an application that writes meanwhile, and removes its database. */
  void play(Begun begun, boolean mayLose, long seed, Round round) {
    Target target = create("round_" + number.incrementAndGet(), begun.database());
    try (HikariDataSource pool = pool(target);
        TwinWriter writer = TwinWriter.start(pool, TwinWriter.Terms.mixed(mayLose), seed)) {
      round.play(new Journey(program, target, writer));
    }
    server.execute("drop database %s with (force)".formatted(target.name()));
  }

  private Target create(String name, String template) {
    server.execute(
        "create database %s template %s owner %s".formatted(name, template, PostgresServer.OWNER));
    // Until one, the sequences of a copied database may give out numbers again after a crash.
    server.execute("checkpoint");
    return new Target(server, name);
  }

  private static HikariDataSource pool(Target target) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(target.server().url(PostgresServer.OWNER, target.name()));
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  @Override
  public void close() {
    server.close();
  }
}
