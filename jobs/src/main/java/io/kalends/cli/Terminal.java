package io.kalends.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where the output goes: results to {@code out}, everything else to {@code err}, both UTF-8
 * whatever the locale. {@code interactive} is false in a pipe, a CronJob, a test.
 */
public record Terminal(
    PrintStream out, PrintStream err, boolean interactive, boolean colours, int width) {
  private static final int UNLIMITED = Integer.MAX_VALUE;

  /** The process's own streams. Colours respect NO_COLOR (no-color.org) and TERM=dumb. */
  @SuppressWarnings("SystemConsoleNull") // it does, without a terminal, on JDK 25
  public static Terminal ofProcess(Map<String, String> environment) {
    var console = System.console();
    boolean interactive = console != null && console.isTerminal();
    boolean colours =
        interactive
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    var out = stream(FileDescriptor.out);
    var err = stream(FileDescriptor.err);
    return new Terminal(
        out, err, interactive, colours, interactive ? width(environment) : UNLIMITED);
  }

  Terminal withoutColours() {
    return new Terminal(out, err, interactive, false, width);
  }

  String paint(Style style, String text) {
    return style.paint(text, colours);
  }

  /** Asks on stderr; only a typed yes is one. Not interactive: empty. */
  @SuppressWarnings("SystemConsoleNull")
  Optional<Boolean> confirm(String question) {
    var console = System.console();
    if (!interactive || console == null) {
      return Optional.empty();
    }
    err.print(question + " [yes/no] ");
    err.flush();
    var answer = console.readLine();
    return Optional.of(answer != null && answer.strip().equalsIgnoreCase("yes"));
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static int width(Map<String, String> environment) {
    var columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{1,3}")) {
      return Integer.parseInt(columns);
    }
    try {
      var stty =
          new ProcessBuilder("stty", "size").redirectInput(new java.io.File("/dev/tty")).start();
      var text =
          new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
      stty.waitFor(1, TimeUnit.SECONDS);
      return text.matches("[0-9]+ [1-9][0-9]+")
          ? Integer.parseInt(text.split(" ", 2)[1])
          : UNLIMITED;
    } catch (IOException _) {
      return UNLIMITED;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return UNLIMITED;
    }
  }
}
