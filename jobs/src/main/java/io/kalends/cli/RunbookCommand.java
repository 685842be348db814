package io.kalends.cli;

import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.NotFound;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kalends runbook}: the pages of docs/runbook, which are part of the program. */
@Command(
    name = "runbook",
    description =
        "Prints what the runbook says about a finding, or a whole page of it. Needs no database.")
final class RunbookCommand implements Callable<Integer> {
  static final List<String> PAGES =
      List.of(
          "analyze",
          "create",
          "cutover",
          "doctor",
          "drop",
          "forecast",
          "locks",
          "maintenance",
          "migrate",
          "queries",
          "record",
          "recovery",
          "register",
          "retire",
          "rollback",
          "schedules",
          "serve",
          "vacuum");

  /** {@code gap}, {@code create}, {@code create.md#gap}, and the same with any folder in front. */
  private static final Pattern NAME =
      Pattern.compile("(?:.*/)?(?:(?<page>[a-z]+)\\.md)?#?(?<word>\\w*)");

  private static final Pattern SECTION = Pattern.compile("(?m)^## (.+)\\R(?s:.*?)(?=^## |\\z)");

  private final Root root;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A finding, a page, or a link as health prints it; without it: all names.")
  @Nullable String name;

  RunbookCommand(Root root) {
    this.root = root;
  }

  /** A page, or a section of one. */
  private record Passage(String page, @Nullable String section, String text) {}

  @Override
  public Integer call() {
    List<Passage> found = name == null ? sections() : find(name);
    if (found.isEmpty()) {
      throw new NotFound(
          "the runbook has no page and no section '%s'".formatted(name),
          "kalends runbook shows the names of all");
    }
    Answer answer =
        new Answer(
            ExitCode.DONE.code(),
            terminal -> found.forEach(each -> terminal.out().println(line(each))),
            () ->
                Json.object("exit_code", 0, "passages", Json.list(found, RunbookCommand::passage)));
    return root.write(answer);
  }

  private String line(Passage each) {
    return name == null ? each.page() + ".md#" + each.section() : each.text().strip() + "\n";
  }

  private static List<Passage> find(String name) {
    Matcher asked = NAME.matcher(name);
    if (!asked.matches()) {
      return List.of();
    }
    String page = asked.group("page");
    String word = asked.group("word");
    List<Passage> found = new ArrayList<>();
    if (page == null ? PAGES.contains(word) : word.isEmpty() && PAGES.contains(page)) {
      String whole = page == null ? word : page;
      found.add(new Passage(whole, null, read(whole)));
    }
    sections().stream()
        .filter(each -> word.equals(each.section()) && (page == null || page.equals(each.page())))
        .forEach(found::add);
    return found;
  }

  /** Those that have a finding's name. */
  private static List<Passage> sections() {
    List<Passage> found = new ArrayList<>();
    for (String page : PAGES) {
      SECTION
          .matcher(read(page))
          .results()
          .filter(section -> section.group(1).matches("\\w+"))
          .forEach(section -> found.add(new Passage(page, section.group(1), section.group())));
    }
    return found;
  }

  private static String read(String page) {
    String file = "/runbook/" + page + ".md";
    try (var in = RunbookCommand.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> passage(Passage each) {
    return Json.object("page", each.page(), "section", each.section(), "text", each.text());
  }
}
