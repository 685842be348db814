package io.kalends.bench;

import io.kalends.bootstrap.embedded.Cluster;
import io.kalends.bootstrap.embedded.ServerBinaries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server of the bench, in {@code target/bench}: Debian's PostgreSQL 15 where it is, since
 * Debian has a package of pg_partman for it, else the embedded 18. With fsync, without autovacuum,
 * which would come at moments of its own choosing.
 */
final class Ground implements AutoCloseable {

  private static final Path DEBIAN = Path.of("/usr/lib/postgresql/15");
  private static final String OWNER = "kalends";

  private final Path home;
  private final Cluster cluster;
  private final int port;

  Ground(Path home) throws IOException {
    this(
        home,
        List.of(
            "shared_buffers = '512MB'", "max_wal_size = '8GB'", "autovacuum = off", "jit = on"));
  }

  Ground(Path home, List<String> settings) throws IOException {
    this.home = home;
    Cluster.kill(home);
    delete(home);
    Files.createDirectories(home);
    Path binaries =
        Files.isDirectory(DEBIAN.resolve("bin")) ? DEBIAN : ServerBinaries.fromClassPath(home);
    cluster = new Cluster(binaries, home);
    cluster.create(settings);
    port = cluster.start();
    if (value("postgres", "select count(*) from pg_roles where rolname = 'kalends'").equals("0")) {
      execute("postgres", "create role kalends login");
    }
  }

  String url(String database) {
    return url(OWNER, database);
  }

  private String url(String user, String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(port, database, user);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url("postgres", database));
  }

  Connection connectAsOwner(String database) throws SQLException {
    return DriverManager.getConnection(url(OWNER, database));
  }

  /** By the superuser in {@code postgres}, elsewhere by the owner of the tables. */
  void execute(String database, String... statements) {
    run(database.equals("postgres") ? "postgres" : OWNER, database, statements);
  }

  void executeAsSuperuser(String database, String... statements) {
    run("postgres", database, statements);
  }

  private void run(String user, String database, String... statements) {
    try (Connection connection = DriverManager.getConnection(url(user, database));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(String.join("; ", statements), e);
    }
  }

  String value(String database, String sql) {
    try (Connection connection = connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  void createDatabase(String name, String template) {
    execute(
        "postgres",
        "drop database if exists %s with (force)".formatted(name),
        "create database %s template %s owner %s strategy file_copy"
            .formatted(name, template, OWNER));
  }

  void dropDatabase(String name) {
    execute("postgres", "drop database if exists %s with (force)".formatted(name));
  }

  boolean hasPartman() {
    return !value("postgres", "select 1 from pg_available_extensions where name = 'pg_partman'")
        .isEmpty();
  }

  String version() {
    return value("postgres", "select current_setting('server_version')");
  }

  @Override
  public void close() throws IOException {
    cluster.stop("immediate");
    delete(home);
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
