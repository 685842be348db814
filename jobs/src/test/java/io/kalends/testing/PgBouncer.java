package io.kalends.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * PgBouncer in transaction mode before a test server, where it is installed (Debian: pgbouncer).
 */
public final class PgBouncer implements AutoCloseable {

  private static final long TIMEOUT_NANOS = 60_000_000_000L;

  private final Process process;
  private final int port;
  private final Path output;

  private PgBouncer(Path program, PostgresServer server) throws IOException {
    Path home = Files.createTempDirectory("pgbouncer");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    this.port = freePort();
    this.output = home.resolve("output");
    Path users =
        Files.writeString(home.resolve("users"), "\"%s\" \"\"\n".formatted(PostgresServer.OWNER));
    Path settings =
        Files.writeString(
            home.resolve("pgbouncer.ini"),
            """
            [databases]
            * = host=%s port=%d
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = %d
            unix_socket_dir =
            auth_type = trust
            auth_file = %s
            pool_mode = transaction
            default_pool_size = 3
            ignore_startup_parameters = extra_float_digits
            """
                .formatted(server.host(), server.port(), port, users));
    List<String> command = new ArrayList<>(List.of(program.toString()));
    if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(settings.toString());
    this.process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    awaitListening();
  }

  /** Empty where it is not installed. */
  public static Optional<PgBouncer> before(PostgresServer server) {
    return Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst()
        .map(
            program -> {
              try {
                return new PgBouncer(program, server);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /** Without prepared statements on the server, which a transaction pool does not keep. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s&prepareThreshold=0"
        .formatted(port, database, PostgresServer.OWNER);
  }

  private void awaitListening() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        return;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() - start > TIMEOUT_NANOS) {
          process.destroyForcibly();
          throw new IOException("pgbouncer: " + Files.readString(output), notYet);
        }
        Thread.onSpinWait();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
