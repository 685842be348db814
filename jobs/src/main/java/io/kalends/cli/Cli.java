package io.kalends.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.RunLast;

/** The program as its caller sees it: arguments in, output and an exit code out. */
public final class Cli {
  private final Terminal terminal;
  private final Session.Opener sessions;

  public Cli(Terminal terminal, Session.Opener sessions) {
    this.terminal = terminal;
    this.sessions = sessions;
  }

  public int run(String... arguments) {
    var root = new Root(terminal, sessions);
    var failures = new Failures(root, terminal);
    return commandLine(root)
        .setParameterExceptionHandler(failures::parameters)
        .setExecutionExceptionHandler((e, command, _) -> failures.execution(e, command))
        .execute(Pairs.expand(arguments));
  }

  CommandLine commandLine(Root root) {
    var line = new CommandLine(root);
    line.addSubcommand(new RunCommand(root));
    line.addSubcommand(new PlanCommand(root));
    line.addSubcommand(new HealthCommand(root));
    line.addSubcommand(new ListCommand(root));
    line.addSubcommand(new RegisterCommand(root));
    line.addSubcommand(new AdoptCommand(root));
    line.addSubcommand(new RunsCommand(root));
    line.addSubcommand(new MigrateCommand(root));
    line.addSubcommand(new ServeCommand(root));
    line.addSubcommand(new TokenCommand(root));
    line.addSubcommand(new ScheduleCommand(root));
    line.addSubcommand(new DoctorCommand(root));
    line.addSubcommand(new InstallCommand(root));
    line.addSubcommand(new UninstallCommand(root));
    line.addSubcommand(new CommandLine.HelpCommand());
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(new RunLast())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
  }
}
