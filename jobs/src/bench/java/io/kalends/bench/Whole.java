package io.kalends.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One process from its start to its end, the launcher's script included: how long it took and the
 * most memory that was resident (VmHWM).
 */
record Whole(double seconds, double megabytes) {

  static Whole of(String url, Path output, String... arguments) {
    return of(List.of("./kalends"), url, output, arguments);
  }

  /**
   * With the least priority, so that the process takes no processor from the server and from the
   * application that is measured: as if it ran on a machine of its own.
   */
  static Whole aside(String url, Path output, String... arguments) {
    return of(List.of("nice", "-n", "19", "./kalends"), url, output, arguments);
  }

  private static Whole of(List<String> program, String url, Path output, String... arguments) {
    List<String> command = new ArrayList<>(program);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("KALENDS_URL", url);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    try {
      long start = System.nanoTime();
      Process process = builder.start();
      AtomicLong kilobytes = new AtomicLong();
      Thread watch = Thread.ofPlatform().start(() -> watch(process, kilobytes));
      int code = process.waitFor();
      long end = System.nanoTime();
      watch.join();
      if (code != 0) {
        throw new IllegalStateException(
            "%s ended %d:%n%s".formatted(command, code, Files.readString(output)));
      }
      return new Whole((end - start) / 1e9, kilobytes.get() / 1024.0);
    } catch (IOException e) {
      throw new IllegalStateException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void watch(Process process, AtomicLong kilobytes) {
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    try {
      while (process.isAlive()) {
        for (String line : Files.readAllLines(status)) {
          if (line.startsWith("VmHWM:")) {
            long now = Long.parseLong(line.replaceAll("\\D", ""));
            kilobytes.accumulateAndGet(now, Math::max);
          }
        }
        Thread.sleep(10);
      }
    } catch (IOException e) {
      // it has ended meanwhile
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
