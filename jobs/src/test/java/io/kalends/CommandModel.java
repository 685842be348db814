package io.kalends;

import io.kalends.cli.Cli;
import io.kalends.cli.Session;
import io.kalends.cli.Terminal;
import io.kalends.domain.JobName;
import io.kalends.domain.MigrationOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The commands as picocli knows them, and whether a line that somebody wrote down fits them. */
final class CommandModel {
  private static final String OPTION = "--[a-z][a-z-]*";

  private final CommandLine root;

  private CommandModel(CommandLine root) {
    this.root = root;
  }

  static CommandModel read() throws ReflectiveOperationException {
    Session.Opener nowhere =
        (_, _) -> {
          throw new IllegalStateException("documentation needs no database");
        };
    var terminal = new Terminal(System.out, System.err, false, false, 80);
    var rootClass = Class.forName("io.kalends.cli.Root");
    var newRoot = rootClass.getDeclaredConstructor(Terminal.class, Session.Opener.class);
    var build = Cli.class.getDeclaredMethod("commandLine", rootClass, String[].class);
    newRoot.setAccessible(true);
    build.setAccessible(true);
    var root = newRoot.newInstance(terminal, nowhere);
    var all = build.invoke(new Cli(terminal, nowhere), root, new String[0]);
    return new CommandModel((CommandLine) all);
  }

  /** {@code run}, {@code runs list} …: every command that can be typed. */
  List<String> commands() {
    var found = new ArrayList<String>();
    root.getSubcommands()
        .forEach(
            (name, command) -> {
              if (command.getSubcommands().isEmpty()) {
                found.add(name);
              }
              command.getSubcommands().keySet().forEach(each -> found.add(name + " " + each));
            });
    found.remove("help");
    return found;
  }

  /** The long names of the options that every command has. */
  TreeSet<String> commonOptions() {
    return longNames(root.getCommandSpec().options());
  }

  /** The long names of the options that only this command has. */
  TreeSet<String> ownOptions(String command) {
    var own = longNames(find(command.split(" ")).orElseThrow().getCommandSpec().options());
    own.removeAll(commonOptions());
    return own;
  }

  /**
   * What is wrong with {@code kalends …} as it was written: an unknown command, option, key or job.
   */
  List<String> mistakes(String line) {
    var words = line.replaceFirst("^\\$ ", "").replaceFirst(" +#.*$", "").split("[\\s\\[\\]]+");
    var arguments = Arrays.copyOfRange(words, 1, words.length);
    if (arguments.length == 0 || arguments[0].startsWith("-")) {
      return unknown(root, arguments);
    }
    var command = find(arguments);
    if (command.isEmpty()) {
      return List.of("no command '" + arguments[0] + "'");
    }
    var mistakes = new ArrayList<>(unknown(command.get(), arguments));
    if (arguments[0].equals("run") && arguments.length > 1 && !isPlaceholder(arguments[1])) {
      JobName.parse(arguments[1]);
    }
    return mistakes;
  }

  /** Refuses what the program would refuse before it asks a database. */
  void parse(List<String> arguments) {
    root.parseArgs(arguments.toArray(String[]::new));
  }

  private static boolean isPlaceholder(String word) {
    return word.equals(word.toUpperCase(java.util.Locale.ROOT)) || word.startsWith("-");
  }

  /** The longest command that the words begin with. */
  private Optional<CommandLine> find(String... words) {
    var first = root.getSubcommands().get(words[0]);
    if (first == null || words.length == 1) {
      return Optional.ofNullable(first);
    }
    return Optional.of(first.getSubcommands().getOrDefault(words[1], first));
  }

  private static List<String> unknown(CommandLine command, String... words) {
    var known = longNames(command.getCommandSpec().options());
    boolean run = command.getCommandName().equals("run"); // whose keys are its options
    return Arrays.stream(words)
        .filter(word -> !MigrationOption.isKnown(word.replaceFirst("=.*", "")))
        .map(word -> run && word.matches("[a-z][a-z-]*=.*") ? "--" + word : word)
        .map(word -> word.replaceFirst("=.*", ""))
        .filter(word -> word.matches(OPTION) && !known.contains(word))
        .map(word -> "kalends " + command.getCommandName() + " has no option " + word)
        .toList();
  }

  private static TreeSet<String> longNames(List<OptionSpec> options) {
    var names = new TreeSet<String>();
    options.forEach(
        option ->
            Arrays.stream(option.names()).filter(name -> name.matches(OPTION)).forEach(names::add));
    return names;
  }
}
