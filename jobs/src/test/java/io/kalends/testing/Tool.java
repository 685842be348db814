package io.kalends.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A program of the machine that a test asks for its opinion, such as kubectl or promtool. */
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

  /** What it says on standard output; it has to end with 0. */
  public String say(String... arguments) {
    var command = new ArrayList<>(List.of(path.toString()));
    command.addAll(List.of(arguments));
    try {
      var process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
