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
final class MigrationFixture implements AutoCloseable {

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

  MigrationFixture() {
    RoundDatabase monolith = create(Begun.MONOLITH.database(), "template1");
    program.start(monolith.environment(), "install").mustEndWith(0);
    for (String sql : Twins.make(ROWS)) {
      monolith.execute(sql);
    }
    RoundDatabase verified = create(Begun.VERIFIED.database(), monolith.name());
    MigrationUnderWrites.job(program, verified, Map.of(), "migrate").mustEndWith(0);
    RoundDatabase cutOver = create(Begun.CUT_OVER.database(), verified.name());
    MigrationUnderWrites.job(program, cutOver, Map.of(), "cutover").mustEndWith(0);
    MigrationUnderWrites.job(program, cutOver, Map.of(), "verify").mustEndWith(0);
  }

  PostgresServer server() {
    return server;
  }

  /** One round on a copy. */
  interface Round {
    void play(MigrationUnderWrites migration);
  }

  /** Plays a round, with an application that writes meanwhile, and removes its database. */
  void play(Begun begun, boolean mayLose, long seed, Round round) {
    RoundDatabase target = create("round_" + number.incrementAndGet(), begun.database());
    try (HikariDataSource pool = pool(target);
        TwinWriter writer = TwinWriter.start(pool, TwinWriter.Terms.mixed(mayLose), seed)) {
      round.play(new MigrationUnderWrites(program, target, writer));
    }
    server.execute("drop database %s with (force)".formatted(target.name()));
  }

  private RoundDatabase create(String name, String template) {
    server.execute(
        "create database %s template %s owner %s".formatted(name, template, PostgresServer.OWNER));
    // Until one, the sequences of a copied database may give out numbers again after a crash.
    server.execute("checkpoint");
    return new RoundDatabase(server, name);
  }

  private static HikariDataSource pool(RoundDatabase target) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(target.server().url(PostgresServer.OWNER, target.name()));
    config.setMaximumPoolSize(3);
    config.setConnectionTimeout(2_000);
    return new HikariDataSource(config);
  }

  /** Commits survive a crash of the server only with it. */
  void setFsync(String value) {
    server.execute("alter system set fsync = " + value);
    server.execute("alter system set full_page_writes = " + value);
    server.execute("select pg_reload_conf()");
  }

  @Override
  public void close() {
    program.close();
    server.close();
  }
}
