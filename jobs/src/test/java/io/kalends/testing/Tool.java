package io.kalends.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An external program, such as kubectl or promtool, that a test runs. */
public record Tool(Path path) {

  /** On the PATH, or where .ci/run unpacks Debian's packages. */
  public static Optional<Tool> find(String name) {
    var folders = new ArrayList<>(List.of(System.getenv("PATH").split(":")));
    folders.add("target/tools/usr/bin");
    return folders.stream()
        .map(folder -> Path.of(folder, name).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst()
        .map(Tool::new);
  }

  /** Runs it and returns its standard output; fails if its exit code is not 0. */
  public String output(String... arguments) {
    var command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
