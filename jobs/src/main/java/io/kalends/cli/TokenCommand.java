package io.kalends.cli;

import io.kalends.control.Tokens.Token;
import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kalends token}: who may use a server's REST API. */
@Command(name = "token", description = "Bearer tokens for the REST API of kalends serve.")
final class TokenCommand implements Runnable {
  private static final Pattern TIME = Pattern.compile("([1-9][0-9]{0,4})([hdwy])");

  private final Root root;

  TokenCommand(Root root) {
    this.root = root;
  }

  @Override
  public void run() {
    list();
  }

  @Command(description = "Makes a token and shows it, once: it is kept as a hash.")
  int create(
      @Option(
              names = "--role",
              required = true,
              paramLabel = "ROLE",
              description = "viewer looks, operator runs, admin drops, cuts over, configures.")
          String role,
      @Option(
              names = "--tables",
              defaultValue = "*",
              paramLabel = "PATTERNS",
              description = "Only for these, as in 'events,goal_*,sales.*'; default: all.")
          String tables,
      @Option(
              names = "--expires",
              defaultValue = "90d",
              paramLabel = "TIME",
              description = "24h, 90d (default), 12w, 1y.")
          String expires,
      @Option(names = "--name", paramLabel = "NAME", description = "How the ledger calls it.")
          @Nullable String name) {
    return root.answer(
        session -> {
          var chosen =
              name == null ? role + "-" + UUID.randomUUID().toString().substring(0, 8) : name;
          var made =
              session
                  .tokens()
                  .create(chosen, Role.parse(role), TablePatterns.parse(tables), time(expires));
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> {
                root.notice(
                    "token %s: %s of %s until %s; it is not shown again"
                        .formatted(
                            chosen,
                            role,
                            made.token().tables().text(),
                            Human.moment(made.token().expiresAt())));
                terminal.out().println(made.secret());
              },
              () -> {
                var document = Json.object("exit_code", 0, "token", made.secret());
                document.putAll(token(made.token()));
                return document;
              });
        });
  }

  @Command(description = "All tokens, without their secrets; when each was used last.")
  int list() {
    return root.answer(
        session -> {
          var tokens = session.tokens().list();
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> print(tokens, terminal),
              () -> Json.object("exit_code", 0, "tokens", Json.list(tokens, TokenCommand::token)));
        });
  }

  @Command(description = "From now on the token is refused.")
  int revoke(
      @Parameters(paramLabel = "NAME", description = "As kalends token list shows it.")
          String name) {
    return root.answer(
        session -> {
          var token = session.tokens().revoke(name);
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> terminal.out().println("token " + Human.visible(name) + " is revoked"),
              () -> {
                var document = Json.object("exit_code", 0);
                document.putAll(token(token));
                return document;
              });
        });
  }

  private static void print(List<Token> tokens, Terminal terminal) {
    if (tokens.isEmpty()) {
      terminal.out().println("no tokens yet: make one with kalends token create --role viewer");
      return;
    }
    var table = new Table("TOKEN", "ROLE", "TABLES", "STATE", "CREATED BY", "EXPIRES", "LAST USED");
    for (var each : tokens) {
      table.row(
          each.name(),
          each.role().text(),
          each.tables().text(),
          new Table.Cell(each.state(), each.state().equals("valid") ? Style.GOOD : Style.FAINT),
          each.createdBy(),
          Human.moment(each.expiresAt()),
          Human.moment(each.lastUsedAt()));
    }
    table.print(terminal, "");
  }

  private static Map<String, @Nullable Object> token(Token each) {
    return Json.object(
        "name", each.name(),
        "role", each.role(),
        "tables", each.tables().patterns(),
        "state", each.state(),
        "created_at", each.createdAt(),
        "created_by", each.createdBy(),
        "expires_at", each.expiresAt(),
        "last_used_at", each.lastUsedAt());
  }

  static Duration time(String text) {
    var matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new BadInput("'%s' is no time".formatted(text), "write 24h, 90d, 12w or 1y");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "w" -> Duration.ofDays(7 * number);
      case "y" -> Duration.ofDays(365 * number);
      default -> Duration.ofDays(number);
    };
  }
}
