package io.kalends.cli;

import io.kalends.domain.ExitCode;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kalends serve}: answers the REST API until it is asked to end. */
@Command(
    name = "serve",
    description = "Answers the REST API, and starts runs when it is asked to.",
    footer = "Ends with 143 when it was asked to stop; runs go on at the next start.")
final class ServeCommand implements Callable<Integer> {
  private final Root root;

  @Option(names = "--port", paramLabel = "PORT", description = "Else kalends.port: 3001.")
  @Nullable Integer port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Else kalends.host: 127.0.0.1; 0.0.0.0 is every address of this machine.")
  @Nullable String host;

  ServeCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          try (var server = session.serve(host, port)) {
            root.notice(
                "kalends serves %s/api/v1 – a token to use it with: kalends token create --role viewer"
                    .formatted(server.url()));
            server.awaitStop();
            boolean inTime = server.stop();
            return new Answer(
                ExitCode.STOPPED.code(),
                terminal ->
                    terminal
                        .out()
                        .println(inTime ? "stopped" : "stopped before all runs had ended"),
                () -> Json.object("exit_code", ExitCode.STOPPED.code(), "in_time", inTime));
          }
        });
  }
}
