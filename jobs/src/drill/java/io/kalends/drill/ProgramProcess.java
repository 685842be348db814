package io.kalends.drill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of the program that was started, and the file that it writes to. */
record ProgramProcess(Process process, Path output, long startNanos) {

  static final int KILLED = 137;
  private static final Duration HANGS = Duration.ofMinutes(10);

  /** Its exit code; a process that does not end is a violation. */
  int await() {
    try {
      if (!process.waitFor(HANGS.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
        throw new Violation("a process has not ended within %s:\n%s".formatted(HANGS, text()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends with this code, or the round is a violation. */
  void mustEndWith(int... codes) {
    int code = await();
    for (int each : codes) {
      if (each == code) {
        return;
      }
    }
    throw new Violation(
        "ended with %d instead of %s:\n%s"
            .formatted(code, java.util.Arrays.toString(codes), text()));
  }

  /** {@code kill -NAME}. */
  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits until it is stopped, as a failpoint does that pauses; false when it has ended. */
  boolean awaitPaused() {
    while (process.isAlive()) {
      if (state() == 'T') {
        return true;
      }
      Pause.of(20);
    }
    return false;
  }

  private char state() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return 'X';
    }
  }

  long elapsedMs() {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  String text() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
