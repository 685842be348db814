package io.kalends.bootstrap;

import io.kalends.bootstrap.embedded.Cluster;
import io.kalends.bootstrap.embedded.ServerBinaries;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.TableName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * What Kalends works on when no database is configured: PostgreSQL 18 with sample tables, in a
 * directory of its own ({@code ./.kalends}). It is started when it does not run and left running
 * when this process ends. Several processes may ask for it at once.
 */
public final class EmbeddedServer {
  private static final String DATABASE = "kalends";
  private static final List<String> SAMPLE =
      List.of("events", "goal_completions", "platform_analytics", "post_analytics");

  /** The tables of the sample that schema kalends has a policy for from the start. */
  static final List<TableName> MANAGED =
      List.of(new TableName("public", "events"), new TableName("public", "goal_completions"));

  private static final List<String> SETTINGS =
      List.of("max_connections = 100", "shared_buffers = '128MB'", "log_min_messages = warning");

  /**
   * Where the server is.
   *
   * @param started this call has started it
   */
  public record Address(int port, boolean started) {
    public String jdbcUrl() {
      return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, DATABASE, DATABASE);
    }

    public String psqlUrl() {
      return "postgresql://%s@127.0.0.1:%d/%s".formatted(DATABASE, port, DATABASE);
    }
  }

  private final Path home;

  public EmbeddedServer(Path home) {
    this.home = home.toAbsolutePath().normalize();
  }

  /** The running server, else a started one. Without a start this takes no measurable time. */
  public Address address() {
    try {
      OptionalInt port = Files.exists(ready()) ? Cluster.runningPort(home) : OptionalInt.empty();
      return port.isPresent() ? new Address(port.getAsInt(), false) : startOnce();
    } catch (IOException e) {
      throw failed(e);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Ends the server; its data stay. */
  public void stop() {
    try {
      if (Cluster.runningPort(home).isPresent()) {
        new Cluster(ServerBinaries.fromClassPath(home), home).stop("fast");
      }
    } catch (IOException e) {
      throw failed(e);
    }
  }

  private Failed failed(Exception cause) {
    return new Failed(
        "the embedded PostgreSQL in %s: %s".formatted(home, cause),
        "Use a server of your own: set KALENDS_URL or pass --url.",
        cause);
  }

  private Address startOnce() throws IOException, SQLException {
    synchronized (EmbeddedServer.class) { // a file lock is for processes, not for threads
      return startLocked();
    }
  }

  private Address startLocked() throws IOException, SQLException {
    ServerBinaries.requireOnClassPath();
    Files.createDirectories(home);
    try (var channel =
        FileChannel.open(
            home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.lock();
      Cluster cluster = new Cluster(ServerBinaries.fromClassPath(home), home);
      boolean runs = cluster.runningPort().isPresent();
      cluster.create(SETTINGS);
      int port = cluster.start();
      if (!Files.exists(ready())) {
        makeSample(port);
        Files.createFile(ready());
      }
      return new Address(port, !runs);
    }
  }

  /** Written last: whoever sees it needs no lock. */
  private Path ready() {
    return home.resolve("ready");
  }

  /**
   * The sample belongs to an ordinary role, so that nothing in it depends on being superuser. It is
   * made under another name: a process that dies here leaves nothing that looks finished.
   */
  private static void makeSample(int port) throws IOException, SQLException {
    String unfinished = DATABASE + "_unfinished";
    try (Connection server = connect(port, "postgres", "postgres");
        Statement statement = server.createStatement()) {
      statement.execute("drop database if exists " + unfinished);
      statement.execute("drop database if exists " + DATABASE);
      statement.execute("drop role if exists " + DATABASE);
      statement.execute("create role " + DATABASE + " login in role pg_read_all_stats");
      statement.execute("create database " + unfinished + " owner " + DATABASE);
      // The role is called as our schema, which would otherwise take the tables one makes in psql.
      statement.execute("alter database " + unfinished + " set search_path = public, kalends");
      try (Connection sample = connect(port, DATABASE, unfinished);
          Statement script = sample.createStatement()) {
        for (String name : SAMPLE) {
          script.execute(read("/sample/" + name + ".sql"));
        }
      }
      statement.execute("alter database " + unfinished + " rename to " + DATABASE);
    }
  }

  private static Connection connect(int port, String user, String database) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    Connection connection = new Driver().connect(url, properties);
    if (connection == null) {
      throw new SQLException("the driver does not know " + url);
    }
    return connection;
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = EmbeddedServer.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("no " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
