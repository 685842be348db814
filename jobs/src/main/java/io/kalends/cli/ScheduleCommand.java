package io.kalends.cli;

import io.kalends.control.Schedules;
import io.kalends.control.Schedules.Change;
import io.kalends.domain.ExitCode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code kalends schedule}: what the servers run, and when. */
@Command(
    name = "schedule",
    synopsisSubcommandLabel = "[COMMAND]",
    description = "Lists the schedules that the servers run; makes, changes or runs one.",
    footer = "Servers follow a change at once.")
final class ScheduleCommand implements Runnable {
  private static final String NAME = "The schedule's name.";

  private final Root root;

  ScheduleCommand(Root root) {
    this.root = root;
  }

  @Override
  public void run() {
    list();
  }

  @Command(description = "The schedules: when each ran last and runs next, and what failed last.")
  int list() {
    return root.answer(
        session -> {
          var schedules = session.schedules().list();
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> ScheduleView.print(schedules, terminal),
              () -> ScheduleView.document(schedules));
        });
  }

  @Command(description = "Makes a schedule or changes one; what is not said keeps its value.")
  int set(
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Mixin ScheduleArguments arguments) {
    return change(name, schedules -> schedules.set(name, arguments.change(), null));
  }

  @Command(description = "From now on its ticks run.")
  int enable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return change(name, schedules -> schedules.set(name, Change.enabled(true), null));
  }

  @Command(description = "From now on its ticks do not run; what runs goes on.")
  int disable(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return change(name, schedules -> schedules.set(name, Change.enabled(false), null));
  }

  @Command(description = "Takes a schedule away, also one of the configuration, for good.")
  int remove(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return root.answer(
        session -> {
          session.schedules().remove(name);
          return said("schedule " + name + " is removed", Json.object("removed", name));
        });
  }

  @Command(description = "Lets a server run it now; a disabled one too.")
  int run(@Parameters(paramLabel = "NAME", description = NAME) String name) {
    return root.answer(
        session -> {
          var due = session.schedules().run(name);
          return said(
              "a server runs %s as its tick of %s: kalends schedule list"
                  .formatted(name, Human.moment(due)),
              Json.object("schedule", name, "due_at", due));
        });
  }

  private int change(String name, Function<Schedules, Schedules.Schedule> act) {
    return root.answer(
        session -> {
          var schedule = List.of(act.apply(session.schedules()));
          return new Answer(
              ExitCode.DONE.code(),
              terminal -> ScheduleView.print(schedule, terminal),
              () -> ScheduleView.document(schedule));
        });
  }

  private static Answer said(String line, Map<String, @Nullable Object> document) {
    document.put("exit_code", ExitCode.DONE.code());
    return new Answer(
        ExitCode.DONE.code(),
        terminal -> terminal.out().println(Human.visible(line)),
        () -> document);
  }
}
