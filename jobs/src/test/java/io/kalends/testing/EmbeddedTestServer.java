package io.kalends.testing;

import io.kalends.bootstrap.embedded.Cluster;
import io.kalends.bootstrap.embedded.ServerBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A server of its own, its data in memory where there is a large enough {@code /dev/shm}, or else
 * in {@code target/test-servers}, in a directory named {@code <pid>-<n>}. Servers of test processes
 * that no longer exist are stopped, and their data removed, when the next server starts.
 */
final class EmbeddedTestServer extends PostgresServer {
  private static final Path BINARIES = Path.of("target", "test-servers").toAbsolutePath();
  private static final Path SERVERS = servers();

  /** The copies of databases are thousands of small files: a disk's file system is slow at that. */
  private static final long ENOUGH_BYTES = 4L << 30;

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path binaries;
  private final Path home;
  private final Cluster cluster;
  private int port;

  private EmbeddedTestServer(Path binaries, Path home) throws IOException {
    this.binaries = binaries;
    this.home = home;
    this.cluster = new Cluster(binaries, home);
    cluster.create(SETTINGS);
    Files.writeString(home.resolve("port"), Integer.toString(somePort()));
    this.port = cluster.start();
  }

  private static Path servers() {
    Path memory = Path.of("/dev/shm");
    try {
      boolean enough =
          Files.isWritable(memory) && Files.getFileStore(memory).getUsableSpace() > ENOUGH_BYTES;
      // each user, and each clone, has a directory of its own
      String name =
          "kalends-%s-%08x".formatted(System.getProperty("user.name"), BINARIES.hashCode());
      return enough ? memory.resolve(name) : BINARIES;
    } catch (IOException e) {
      return BINARIES;
    }
  }

  static synchronized EmbeddedTestServer start(int version) throws IOException {
    Files.createDirectories(BINARIES);
    Files.createDirectories(SERVERS);
    removeLeftOvers();
    Path binaries = binaries(version);
    Path home =
        SERVERS.resolve("%d-%d".formatted(ProcessHandle.current().pid(), NUMBER.getAndIncrement()));
    Files.createDirectories(home);
    return new EmbeddedTestServer(binaries, home);
  }

  /**
   * Below the range from which the system takes ports, so that no other process takes this one
   * while the server is stopped.
   */
  private static int somePort() {
    return 26_000 + ThreadLocalRandom.current().nextInt(6_000);
  }

  private static Path binaries(int version) throws IOException {
    if (version == 18) {
      return ServerBinaries.fromClassPath(BINARIES);
    }
    Path jars = Path.of(System.getProperty("postgres.binaries", "target/postgres-binaries"));
    try (Stream<Path> files = Files.exists(jars) ? Files.list(jars) : Stream.empty()) {
      Path jar =
          files
              .filter(f -> f.getFileName().toString().matches(".*-" + version + "\\.[0-9.]+\\.jar"))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "no binaries of PostgreSQL %d in %s; -Dpostgres=%d puts them there"
                              .formatted(version, jars, version)));
      return ServerBinaries.fromJar(jar, BINARIES);
    }
  }

  /** Of all clones; another test process may be removing the same directories. */
  private static void removeLeftOvers() throws IOException {
    String ours = SERVERS.getFileName().toString().replaceFirst("[0-9a-f]{8}$", "");
    try (Stream<Path> clones = Files.list(SERVERS.getParent())) {
      for (Path clone :
          clones.filter(it -> it.getFileName().toString().startsWith(ours)).toList()) {
        try (Stream<Path> homes = Files.list(clone)) {
          for (Path home : homes.filter(EmbeddedTestServer::isOfDeadProcess).toList()) {
            Cluster.kill(home);
            delete(home);
          }
        } catch (NoSuchFileException | UncheckedIOException goneMeanwhile) {
          continue;
        }
      }
    }
  }

  private static boolean isOfDeadProcess(Path home) {
    String name = home.getFileName().toString();
    return name.matches("\\d+-\\d+")
        && ProcessHandle.of(Long.parseLong(name.substring(0, name.indexOf('-')))).isEmpty();
  }

  @Override
  public PostgresServer standby() {
    try {
      Path copy =
          SERVERS.resolve(
              "%d-%d".formatted(ProcessHandle.current().pid(), NUMBER.getAndIncrement()));
      Files.createDirectories(copy);
      cluster.stop("fast");
      copy(home.resolve("data"), copy.resolve("data"));
      restart();
      Files.createFile(copy.resolve("data").resolve("standby.signal"));
      Files.writeString(
          copy.resolve("data").resolve("postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres application_name=standby'\n"
              .formatted(port),
          StandardOpenOption.APPEND);
      return new EmbeddedTestServer(binaries, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : paths.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Override
  public String host() {
    return "127.0.0.1";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void stop(String mode) {
    try {
      cluster.stop(mode);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void restart() {
    try {
      port = cluster.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void kill() {
    try {
      Cluster.kill(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      cluster.stop("immediate");
      delete(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
