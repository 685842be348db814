package io.kalends.bootstrap.embedded;

import io.kalends.domain.KalendsException.Failed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One data directory and its server, which outlives this process. Listens on 127.0.0.1 only, on a
 * port that stays the same as long as it is free. Whoever calls {@link #create} or {@link #start}
 * holds a lock against other processes that do.
 *
 * <p>Authentication is {@code trust}: whoever can open a socket on this machine may connect. That
 * is right for sample data and for tests, and for nothing else.
 */
public final class Cluster {
  private static final int FIRST_PORT = 25432;
  private static final int PORTS = 200;
  private static final int TRIES = 20;

  private final Path binaries;
  private final Path home;
  private final Path data;
  private final Path log;

  /**
   * @param binaries of {@link ServerBinaries}
   * @param home where {@code data}, {@code port} and {@code log} are
   */
  public Cluster(Path binaries, Path home) {
    this.binaries = binaries.toAbsolutePath();
    this.home = home.toAbsolutePath().normalize();
    this.data = this.home.resolve("data");
    this.log = this.home.resolve("log");
  }

  /** The running server's port, from its own lock file; a few microseconds, no connection. */
  public OptionalInt runningPort() throws IOException {
    return runningPort(home);
  }

  /** Likewise for who has no need of the binaries. */
  public static OptionalInt runningPort(Path home) throws IOException {
    Path data = home.toAbsolutePath().normalize().resolve("data");
    List<String> lines = lockFile(data);
    if (lines.size() < 8 || !lines.get(7).startsWith("ready")) {
      return OptionalInt.empty();
    }
    return isServerOf(data, lines.getFirst())
        ? OptionalInt.of(Integer.parseInt(lines.get(3).strip()))
        : OptionalInt.empty();
  }

  /** Makes the data directory, unless it is there, with these lines of configuration. */
  public void create(List<String> settings) throws IOException {
    if (Files.exists(data)) {
      return;
    }
    Files.createDirectories(log);
    Path unfinished = home.resolve("data.new");
    Directories.delete(unfinished);
    run(
        program("initdb"),
        "-D",
        unfinished.toString(),
        "--username=postgres",
        "--auth=trust",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync");
    Files.write(
        unfinished.resolve("postgresql.auto.conf"),
        Stream.concat(
                Stream.of(
                    "listen_addresses = '127.0.0.1'",
                    "unix_socket_directories = ''",
                    "timezone = 'UTC'",
                    "log_timezone = 'UTC'"),
                settings.stream())
            .toList());
    Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Starts the server, unless it runs, and returns its port. */
  public int start() throws IOException {
    for (int attempt = 1; ; attempt++) {
      OptionalInt running = runningPort();
      if (running.isPresent()) {
        return running.getAsInt();
      }
      removeStaleLockFile();
      int port = freePort(attempt == 1 ? storedPort() : FIRST_PORT + attempt);
      Files.writeString(home.resolve("port"), Integer.toString(port));
      try {
        run(program("pg_ctl"), "start", "-w", "-D", data(), "-l", serverLog(), "-o", "-p " + port);
      } catch (Failed e) {
        // The port was taken meanwhile, or the children of a killed server have not ended yet.
        if (attempt == TRIES) {
          throw e;
        }
        pause(100L * attempt);
      }
    }
  }

  /** Stops the server: {@code smart}, {@code fast} or {@code immediate}, as pg_ctl calls them. */
  public void stop(String mode) throws IOException {
    if (!lockFile(data).isEmpty()) {
      run(program("pg_ctl"), "stop", "-w", "-D", data(), "-m", mode);
    }
  }

  /** {@code kill -9}, and waits until the server is gone; its children end by themselves. */
  public static void kill(Path home) throws IOException {
    Path data = home.toAbsolutePath().normalize().resolve("data");
    List<String> lines = lockFile(data);
    if (!lines.isEmpty() && isServerOf(data, lines.getFirst())) {
      ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
          .filter(ProcessHandle::destroyForcibly)
          .ifPresent(server -> server.onExit().join());
    }
  }

  private String program(String name) {
    return binaries.resolve("bin").resolve(name).toString();
  }

  private String data() {
    return data.toString();
  }

  private String serverLog() {
    return log.resolve("postgresql.log").toString();
  }

  private int storedPort() throws IOException {
    Path file = home.resolve("port");
    return Files.exists(file) ? Integer.parseInt(Files.readString(file).strip()) : FIRST_PORT;
  }

  private static int freePort(int first) throws IOException {
    for (int port = first; port < first + PORTS; port++) {
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // the next one
      }
    }
    throw new Failed(
        "none of the ports %d to %d of 127.0.0.1 is free".formatted(first, first + PORTS - 1),
        "Use a server of your own: set KALENDS_URL or pass --url.");
  }

  /**
   * A server that was killed leaves its lock file. PostgreSQL minds that itself, except when
   * another program has got the process number meanwhile, as after a reboot.
   */
  private void removeStaleLockFile() throws IOException {
    List<String> lines = lockFile(data);
    if (!lines.isEmpty()
        && ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).isPresent()
        && !isServerOf(data, lines.getFirst())) {
      Files.deleteIfExists(data.resolve("postmaster.pid"));
    }
  }

  private static List<String> lockFile(Path data) throws IOException {
    try {
      List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
      return lines.isEmpty() || lines.getFirst().isBlank() ? List.of() : lines;
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /** A server works in its data directory: no other program with this number does. */
  private static boolean isServerOf(Path data, String pid) throws IOException {
    try {
      Path directory = Files.readSymbolicLink(Path.of("/proc", pid.strip(), "cwd"));
      return directory.equals(data.toRealPath());
    } catch (IOException gone) {
      return false;
    }
  }

  private void run(String... command) throws IOException {
    Path output = Files.createDirectories(log).resolve("commands.log");
    Process process =
        new ProcessBuilder(Unprivileged.in(home).command(command))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    process.getOutputStream().close();
    int code;
    try {
      code = process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command[0], e);
    }
    if (code != 0) {
      throw new Failed(
          "the embedded PostgreSQL: %s ended with %d: %s"
              .formatted(
                  Path.of(command[0]).getFileName(), code, tail(output) + tail(log("postgresql"))),
          "See %s; or use a server of your own: set KALENDS_URL or pass --url.".formatted(log));
    }
  }

  private Path log(String name) {
    return log.resolve(name + ".log");
  }

  private static String tail(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    List<String> lines = Files.readAllLines(file);
    return lines.subList(Math.max(0, lines.size() - 5), lines.size()).stream()
        .collect(Collectors.joining(" | ", " ", ""));
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for the server", e);
    }
  }
}
