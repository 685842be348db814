package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What went wrong, for a person in two lines on stderr (what; then what to do) or as the JSON
 * document; a stack trace only with {@code --verbose}.
 */
final class Failures {
  private final Root root;
  private final Terminal terminal;

  Failures(Root root, Terminal terminal) {
    this.root = root;
    this.terminal = terminal;
  }

  int execution(Exception exception, CommandLine command) {
    if (exception instanceof KalendsException known) {
      var kind = known.exitCode().name().toLowerCase(Locale.ROOT);
      return tell(kind, String.valueOf(known.getMessage()), known.mend(), known.exitCode(), known);
    }
    var what =
        "unexpected %s: %s".formatted(exception.getClass().getSimpleName(), exception.getMessage());
    var mend = "this is a fault of kalends: repeat with --verbose and report what it prints";
    return tell("unexpected", what, mend, ExitCode.FAILED, exception);
  }

  int parameters(ParameterException exception, String[] arguments) {
    root.output = wantsJson(arguments) ? Root.Output.JSON : Root.Output.TEXT;
    var command = exception.getCommandLine().getCommandSpec().qualifiedName();
    var mend = "see " + command + " --help";
    if (exception instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      mend = "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "? " + mend;
    }
    return tell("usage", String.valueOf(exception.getMessage()), mend, ExitCode.USAGE, exception);
  }

  private int tell(String kind, String what, String mend, ExitCode code, Exception exception) {
    if (root.output == Root.Output.JSON) {
      var error = Json.object("kind", kind, "message", what, "mend", mend);
      Json.write(Json.object("error", error, "exit_code", code.code()), terminal.out());
    } else {
      var err = terminal.err();
      var shown = root.terminal();
      err.println(shown.paint(Style.BAD, "kalends: ") + Human.visible(what));
      err.println("  → " + Human.visible(mend));
    }
    if (root.verbose) {
      exception.printStackTrace(terminal.err());
    }
    return code.code();
  }

  /** Parsing stopped before it could tell. */
  private static boolean wantsJson(String[] arguments) {
    var line = String.join("\n", Arrays.asList(arguments));
    return ("\n" + line + "\n").matches("(?s).*\n(--output|-o)[=\n]?json\n.*");
  }
}
