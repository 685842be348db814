package io.kalends.drill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A long-lived process of {@code LaunchMany}: a round in, eight exit codes out. */
final class LauncherProcess implements AutoCloseable {

  private final Process process;
  private final PrintWriter rounds;
  private final BufferedReader answers;

  LauncherProcess(Program program, RoundDatabase target) {
    this.process = program.startLaunchers(target.environment());
    this.rounds = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  void begin(String arguments) {
    rounds.println(arguments);
  }

  /** The exit codes; {@code 0+} stands for a launch that did the work. */
  List<String> codes() {
    try {
      String line = answers.readLine();
      Violation.unless(line != null, "a process of launchers has died");
      return List.of(line.split(" "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    rounds.close();
    process.destroyForcibly();
  }
}
