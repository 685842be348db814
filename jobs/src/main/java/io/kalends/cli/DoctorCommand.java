package io.kalends.cli;

import io.kalends.control.Finding;
import io.kalends.domain.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code kalends doctor}: what stands in the way of the jobs on this server. */
@Command(
    name = "doctor",
    description =
        "Examines the server: version, rights each job lacks, standby, clocks, pending detaches,"
            + " invalid indexes, orphans of dead runs. Changes nothing.",
    footer = "Ends with 0 when all is well, 3 when there are findings to act on.")
final class DoctorCommand implements Callable<Integer> {
  private final Root root;

  DoctorCommand(Root root) {
    this.root = root;
  }

  @Override
  public Integer call() {
    return root.answer(
        session -> {
          var findings = session.doctor().examine();
          boolean green = findings.stream().noneMatch(Finding::matters);
          int code = (green ? ExitCode.DONE : ExitCode.FINDINGS).code();
          return new Answer(
              code,
              terminal -> FindingsView.print(findings, terminal),
              () ->
                  Json.object(
                      "exit_code", code,
                      "green", green,
                      "findings", Json.list(findings, FindingsView::finding)));
        });
  }
}
