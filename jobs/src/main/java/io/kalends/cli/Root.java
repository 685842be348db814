package io.kalends.cli;

import io.kalends.domain.KalendsException.NotAdmitted;
import io.kalends.domain.KalendsException.Unreachable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code kalends} itself: the options that every command knows, and the way an answer goes out. */
@Command(
    name = "kalends",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Looks after PostgreSQL tables that are partitioned by time.",
    synopsisSubcommandLabel = "COMMAND",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%n",
    usageHelpAutoWidth = true,
    sortOptions = false)
final class Root {
  /** How the result is written to standard output. */
  enum Output {
    TEXT,
    JSON
  }

  @Option(
      names = "--url",
      paramLabel = "URL",
      scope = ScopeType.INHERIT,
      description =
          "Database: postgres://user@host:port/db or jdbc:postgresql:…; else KALENDS_URL,"
              + " DATABASE_URL, PGHOST…; else an embedded PostgreSQL in ./.kalends.")
  @Nullable String url;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "text",
      scope = ScopeType.INHERIT,
      description = "text or json (one document on standard output, errors too).")
  Output output = Output.TEXT;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours; so do NO_COLOR, a pipe and a CronJob.")
  boolean noColor;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "No notices and no progress: only the result and errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Say more, and show the stack trace of an error.")
  boolean verbose;

  private final Terminal process;
  private final Session.Opener sessions;

  Root(Terminal process, Session.Opener sessions) {
    this.process = process;
    this.sessions = sessions;
  }

  Terminal terminal() {
    return noColor ? process.withoutColours() : process;
  }

  void printLine(String line) {
    process.out().println(line);
  }

  void notice(String line) {
    if (!quiet) {
      process.err().println(line);
    }
  }

  /** Shows how far a run of this session is. */
  ProgressLine progress(Session session) {
    return new ProgressLine(terminal(), !quiet, session.ticker());
  }

  /** Asks one question in one session and writes the answer; what it throws goes to the handler. */
  int answer(Function<Session, Answer> question) {
    try (var session = sessions.open(url, this::notice)) {
      return write(ask(session, question));
    }
  }

  /** A message about the database says which one. */
  private static Answer ask(Session session, Function<Session, Answer> question) {
    try {
      return question.apply(session);
    } catch (Unreachable e) {
      throw new Unreachable(session.address() + ": " + e.getMessage(), e.mend(), e);
    } catch (NotAdmitted e) {
      throw new NotAdmitted(session.address() + ": " + e.getMessage(), e.mend(), e);
    }
  }

  int write(Answer answer) {
    var document = answer.document();
    if (document != null && output == Output.JSON) {
      Json.write(document.get(), process.out());
    } else {
      answer.text().accept(terminal());
    }
    process.out().flush();
    return answer.exitCode();
  }
}
