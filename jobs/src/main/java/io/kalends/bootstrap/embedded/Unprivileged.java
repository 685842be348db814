package io.kalends.bootstrap.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How to run PostgreSQL's programs, which refuse to be run by root. As root: in a user namespace,
 * where the same files belong to us but nobody is root ({@code unshare -U}); where that is not
 * allowed, as the user {@code nobody}, to whom the directory is given. As anybody else: as it is.
 */
final class Unprivileged {
  private static final int NOBODY = 65534;

  private final List<String> prefix;

  private Unprivileged(List<String> prefix) {
    this.prefix = prefix;
  }

  /** For programs that work in {@code directory}; who owns it decides, so it stays the same. */
  static Unprivileged in(Path directory) throws IOException {
    if (owner(Path.of("/proc/self")) != 0) {
      return new Unprivileged(List.of());
    }
    int owner = owner(directory);
    if (owner == 0 && works("unshare", "-U", "true")) {
      return new Unprivileged(List.of("unshare", "-U"));
    }
    int user = owner == 0 ? NOBODY : owner;
    give(directory, user);
    return new Unprivileged(
        List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
  }

  List<String> command(String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(arguments));
    return command;
  }

  private static void give(Path directory, int user) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.filter(p -> !Files.isSymbolicLink(p)).toList()) {
        Files.setAttribute(path, "unix:uid", user);
      }
    }
  }

  private static int owner(Path path) throws IOException {
    return (Integer) Files.getAttribute(path, "unix:uid");
  }

  private static boolean works(String... command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while trying " + command[0], e);
    }
  }
}
