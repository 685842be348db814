package io.kalends.drill;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The built program, unpacked and with an AOT cache as the launcher makes it, so that a process is
 * there in under a second.
 */
final class Program implements AutoCloseable {

  private static final Path JAR = Path.of(System.getProperty("kalends.jar", "target/kalends.jar"));
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xmx128m",
          "-Duser.timezone=UTC",
          "-Xlog:aot=off",
          "-Xlog:cds=off");

  private final Path home;
  private final AtomicInteger number = new AtomicInteger();
  private final Set<Process> started = ConcurrentHashMap.newKeySet();

  private Program(Path home) {
    this.home = home;
  }

  /** Unpacks and trains, unless that was done with this jar before. */
  static Program prepare(Path home) {
    try {
      Program program = new Program(home.toAbsolutePath());
      Runtime.getRuntime().addShutdownHook(new Thread(program::close));
      Files.createDirectories(program.output());
      Path trained = program.home.resolve("trained.jar");
      try (FileChannel lock =
          FileChannel.open(
              program.home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        lock.lock(); // another process of the tests may be at it
        if (!Files.exists(trained) || Files.mismatch(trained, JAR) >= 0) {
          Files.deleteIfExists(trained);
          program.unpackAndTrain();
          Files.copy(JAR, trained);
        }
      }
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code kalends arguments…}, in a clean environment with these variables. */
  ProgramProcess start(Map<String, String> environment, String... arguments) {
    List<String> command = java("-XX:AOTCache=" + cache());
    command.addAll(List.of("-cp", jar().toString(), "io.kalends.bootstrap.Kalends"));
    command.addAll(Arrays.asList(arguments));
    return start(environment, command);
  }

  /** A process of {@code LaunchMany}, which is a class of the tests; its streams are ours. */
  Process startLaunchers(Map<String, String> environment) {
    List<String> command = java("-Xshare:auto");
    String path = System.getProperty("surefire.test.class.path");
    command.addAll(
        List.of(
            "-cp",
            path == null ? System.getProperty("java.class.path") : path,
            "io.kalends.bootstrap.LaunchMany"));
    try {
      Path errors = output().resolve(number.incrementAndGet() + ".txt");
      Process process = builder(environment, command).redirectError(errors.toFile()).start();
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProgramProcess start(Map<String, String> environment, List<String> command) {
    Path output = output().resolve(number.incrementAndGet() + ".txt");
    ProcessBuilder builder = builder(environment, command);
    try {
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      started.add(process);
      process.onExit().thenAccept(started::remove);
      return new ProgramProcess(process, output, System.nanoTime());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.matches("KALENDS_.*|PG.*|DATABASE_URL"));
    builder.environment().putAll(environment);
    return builder;
  }

  private void unpackAndTrain() throws IOException {
    List<String> unpack = java("-Djarmode=tools");
    unpack.addAll(
        List.of("-jar", JAR.toString(), "extract", "--force", "--destination", app().toString()));
    start(Map.of(), unpack).mustEndWith(0);
    File classes = app().resolve(JAR.getFileName()).toFile();
    if (!classes.exists()) {
      throw new IOException("nothing at " + classes);
    }
    List<String> train = java("-XX:AOTCacheOutput=" + cache());
    train.add("-Dkalends.embedded=" + home.resolve("training"));
    train.addAll(
        List.of("-cp", jar().toString(), "io.kalends.bootstrap.Training", "commands", "serve"));
    ProgramProcess training = start(Map.of(), train);
    training.await();
    if (!Files.exists(cache())) {
      throw new IOException("no AOT cache:\n" + training.text());
    }
  }

  /** Kills what still runs, or is paused, after a violation or at the end of this process. */
  @Override
  public void close() {
    started.forEach(Process::destroyForcibly);
  }

  private static List<String> java(String first) {
    List<String> command = new ArrayList<>(List.of(JAVA.toString(), first));
    command.addAll(OPTIONS);
    return command;
  }

  /** What processes print, each of our processes to a directory of its own. */
  private Path output() {
    return home.resolve("output").resolve(Long.toString(ProcessHandle.current().pid()));
  }

  private Path app() {
    return home.resolve("app");
  }

  private Path jar() {
    return app().resolve(JAR.getFileName());
  }

  private Path cache() {
    return app().resolve("kalends.aot");
  }
}
