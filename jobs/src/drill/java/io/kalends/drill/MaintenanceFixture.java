package io.kalends.drill;

import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of its own, the program, and a database with forty tables, or twenty, of which each
 * round gets a copy.
 */
final class MaintenanceFixture implements AutoCloseable {

  private static final String TEMPLATE = "drill";
  private static final Path HOME = Path.of("target", "drill");
  private static final String PENDING =
      "select count(*) from kalends.partition_config where table_name like 'pending%'";

  private final PostgresServer server = PostgresServer.start();
  private final Program program = Program.prepare(HOME);
  private final AtomicInteger number = new AtomicInteger();
  private final int tables;

  /** One round: what starts a program over the database of the round. */
  interface Round {
    void play(RoundDatabase target);
  }

  MaintenanceFixture(int tables) {
    this.tables = tables;
    server.execute("create database %s owner %s".formatted(TEMPLATE, PostgresServer.OWNER));
    RoundDatabase template = new RoundDatabase(server, TEMPLATE);
    program.start(template.environment(), "install").mustEndWith(0);
    template.execute("set drill.tables = %d;\n%s".formatted(tables, resource("/drill/tables.sql")));
    leaveDetachesPending(template);
  }

  /** So many are looked after. */
  int tables() {
    return tables;
  }

  PostgresServer server() {
    return server;
  }

  Program program() {
    return program;
  }

  /** Plays a round on a fresh copy of the template, and removes it. */
  void play(Round round) {
    String name = "round_" + number.incrementAndGet();
    server.execute(
        "create database %s template %s owner %s".formatted(name, TEMPLATE, PostgresServer.OWNER));
    // Until one, the sequences of a copied database may give out numbers again after a crash.
    server.execute("checkpoint");
    round.play(new RoundDatabase(server, name));
    server.execute("drop database %s with (force)".formatted(name));
  }

  /** {@code kalends run …} in a process, with more variables of the environment. */
  ProgramProcess run(RoundDatabase target, Map<String, String> more, String... arguments) {
    Map<String, String> environment = new java.util.HashMap<>(target.environment());
    environment.putAll(more);
    List<String> command = new ArrayList<>(List.of("run"));
    command.addAll(List.of(arguments));
    return program.start(environment, command.toArray(String[]::new));
  }

  /**
   * What an interrupted DETACH CONCURRENTLY leaves: half of them with the note of a run of ours,
   * the others without, as if somebody had done it by hand.
   */
  private static void leaveDetachesPending(RoundDatabase template) {
    for (String row :
        template.rows(
            """
            select i.inhparent::regclass, i.inhrelid::regclass from pg_inherits i
            where i.inhparent::regclass::text like 'pending%' and i.inhrelid in (
              select min(x.inhrelid) from pg_inherits x join pg_class c on c.oid = x.inhparent and c.relkind = 'p' group by x.inhparent)
            order by 1\
            """)) {
      String[] names = row.split("\\|");
      try (Connection reader = template.connect();
          Connection other = template.connect();
          Statement reading = reader.createStatement();
          Statement detaching = other.createStatement()) {
        reader.setAutoCommit(false);
        reading.executeQuery("select count(*) from " + names[0]);
        detaching.execute("set statement_timeout = '300ms'");
        detaching.execute(
            "alter table %s detach partition %s concurrently".formatted((Object[]) names));
        throw new IllegalStateException("the detach was to be interrupted");
      } catch (SQLException interrupted) {
        // that is what is wanted
      }
    }
    template.execute(
        """
        insert into kalends.intent (run_id, job, epoch, table_schema, table_name, action, target_oid, target_schema, target, statement)
        select 0, 'drop', 0, 'public', i.inhparent::regclass::text, 'detach', i.inhrelid, 'public', i.inhrelid::regclass::text, 'left by a run that died'
        from pg_inherits i where i.inhdetachpending and i.inhparent::regclass::text < 'pending_35'\
        """);
    Violation.unless(
        template.count("select count(*) from pg_inherits where inhdetachpending")
            == template.count(PENDING),
        "these detaches were to be left pending");
  }

  private static String resource(String name) {
    try (InputStream in = MaintenanceFixture.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
