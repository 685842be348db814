package io.kalends.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
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
    return commandLine(root, arguments)
        .setParameterExceptionHandler(failures::parameters)
        .setExecutionExceptionHandler((e, command, _) -> failures.execution(e, command))
        .execute(Pairs.expand(arguments));
  }

  /** The command that comes first is enough: to read the annotations of all takes a while. */
  private CommandLine commandLine(Root root, String... arguments) {
    var line = new CommandLine(root);
    var commands = commands(root);
    var first = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (first == null) {
      commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
      line.addSubcommand(new CommandLine.HelpCommand());
    } else {
      line.addSubcommand(arguments[0], first.get());
    }
    return line.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(new RunLast())
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF))
        .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
  }

  private static Map<String, Supplier<Object>> commands(Root root) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("run", () -> new RunCommand(root));
    commands.put("plan", () -> new PlanCommand(root));
    commands.put("health", () -> new HealthCommand(root));
    commands.put("list", () -> new ListCommand(root));
    commands.put("register", () -> new RegisterCommand(root));
    commands.put("confirm", () -> new ConfirmCommand(root));
    commands.put("unregister", () -> new UnregisterCommand(root));
    commands.put("adopt", () -> new AdoptCommand(root));
    commands.put("runs", () -> new RunsCommand(root));
    commands.put("migrate", () -> new MigrateCommand(root));
    commands.put("serve", () -> new ServeCommand(root));
    commands.put("token", () -> new TokenCommand(root));
    commands.put("ledger", () -> new LedgerCommand(root));
    commands.put("schedule", () -> new ScheduleCommand(root));
    commands.put("doctor", () -> new DoctorCommand(root));
    commands.put("runbook", () -> new RunbookCommand(root));
    commands.put("install", () -> new InstallCommand(root));
    commands.put("uninstall", () -> new UninstallCommand(root));
    return commands;
  }
}
