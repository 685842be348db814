package io.kalends;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.MonitoringSettings;
import io.kalends.bootstrap.ScheduleSettings;
import io.kalends.bootstrap.ServerSettings;
import io.kalends.bootstrap.Settings;
import io.kalends.domain.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is written is there, and what is there is written: commands, settings, codes, findings. */
class DocumentationTest {
  private static final Path FUNCTIONS = Path.of("sql/functions");
  private static final Path SCHEMA = Path.of("sql/schema/V001__kalends.sql");
  private static final Page README = Page.read(Path.of("README.md"));

  private static final List<String> ORDER =
      List.of(
          "Kalends",
          "The two commands",
          "The house",
          "What the nightly run does, and what it never does",
          "Migrating a table",
          "Monitoring",
          "Configuration",
          "Commands",
          "The service",
          "Exit codes",
          "Rights",
          "What differs from the requirements, and why");

  @Test
  void theReadmeTellsThingsInTheOrderInWhichTheyAreAsked() {
    var headings = Page.find(Pattern.compile("(?m)^##? (.+)$"), README.text());
    assertThat(headings).containsExactlyElementsOf(ORDER);
  }

  @Test
  void everyCommandThatIsWrittenDownCanBeTyped() throws ReflectiveOperationException {
    var model = CommandModel.read();
    var mistakes = new ArrayList<String>();
    for (var page : Page.all()) {
      page.code().stream()
          .filter(line -> line.matches("(\\$ )?(\\./)?kalends( .*)?"))
          .forEach(line -> model.mistakes(line).forEach(it -> mistakes.add(page + ": " + it)));
    }
    assertThat(mistakes).isEmpty();
  }

  @Test
  void everyCommandAndOptionIsInTheReadme() throws ReflectiveOperationException {
    var model = CommandModel.read();
    var section = README.section("## Commands");
    for (var command : model.commands()) {
      var row =
          section
              .lines()
              .filter(
                  line -> line.startsWith("|") && line.matches(".*`kalends " + command + "\\b.*"))
              .findFirst();
      assertThat(row).as("kalends " + command).isPresent();
      var options = new TreeSet<>(Page.find(Pattern.compile("`(--[a-z-]+)`"), row.orElseThrow()));
      assertThat(options).as("options of kalends " + command).isEqualTo(model.ownOptions(command));
    }
    assertThat(section).contains(model.commonOptions());
  }

  @Test
  void everySettingIsInTheReadmeAndNoOther() {
    var table = README.section("### Settings");
    assertThat(Page.find(Pattern.compile("(?m)(?:^\\| |, )`kalends\\.([a-z-]+)`"), table))
        .containsExactlyInAnyOrderElementsOf(settings());
  }

  @Test
  void everySettingOfTheConfigurationFileExists() throws IOException {
    var file = Files.readString(Path.of("config/application.yml"));
    assertThat(settings()).containsAll(Page.find(Pattern.compile("(?m)^  ([a-z-]+):"), file));
  }

  @Test
  void everyExitCodeIsInTheReadmeAndNoOther() {
    var codes = Arrays.stream(ExitCode.values()).map(each -> "" + each.code()).toList();
    var table = README.section("## Exit codes");
    assertThat(Page.find(Pattern.compile("(?m)^\\| (\\d+) \\|"), table))
        .containsExactlyElementsOf(codes);
  }

  @Test
  void everyColumnOfThePolicyIsInTheReadme() throws IOException {
    var create =
        Pattern.compile("(?s)create table kalends.partition_config \\((.*?)\\n\\);")
            .matcher(Files.readString(SCHEMA));
    assertThat(create.find()).isTrue();
    var columns = Page.find(Pattern.compile("(?m)^  ([a-z_]+) [a-z]+[ ,]"), create.group(1));
    columns =
        columns.stream().filter(each -> !List.of("primary", "constraint").contains(each)).toList();
    assertThat(columns).hasSizeGreaterThan(10);
    assertThat(README.spans()).containsAll(columns);
  }

  @Test
  void everyObjectOfTheSchemaThatIsNamedExists() throws IOException {
    var known = new TreeSet<>(functions());
    known.addAll(settings());
    for (var path : schema()) {
      var sql = Files.readString(path).toLowerCase(Locale.ROOT);
      known.addAll(Page.find(Pattern.compile("create table kalends\\.([a-z_]+)"), sql));
    }
    for (var page : Page.all()) {
      var named = Page.find(Pattern.compile("\\bkalends\\.([a-z][a-z_-]*)"), page.text());
      assertThat(known).as(page.toString()).containsAll(named);
    }
  }

  @Test
  void everyFunctionThatTheReadmeNamesExists() throws IOException {
    var call = Pattern.compile("^(?:SELECT \\* FROM )?([a-z][a-z_]+)\\(.*\\)$");
    var named = README.spans().stream().flatMap(span -> Page.find(call, span).stream()).toList();
    assertThat(named).hasSizeGreaterThan(15);
    assertThat(functions()).containsAll(named);
  }

  @Test
  void everyFileThatIsNamedExists() {
    var path = Pattern.compile("^((?:jobs|sql|config|docs|\\.mvn|\\.ci)/[\\w./-]+)$");
    for (var page : Page.all()) {
      assertThat(page.spans().stream().flatMap(span -> Page.find(path, span).stream()))
          .as(page.toString())
          .allMatch(each -> Files.exists(Path.of(each)));
    }
  }

  @Test
  void everyMakeTargetThatIsNamedExists() throws IOException {
    var makefile = Files.readString(Path.of("Makefile"));
    var targets = Page.find(Pattern.compile("(?m)^([a-z-]+):.*## "), makefile);
    var named = new ArrayList<String>();
    README
        .code()
        .forEach(
            line -> named.addAll(Page.find(Pattern.compile("^(?:\\$ )?make ([a-z-]+)"), line)));
    assertThat(named).contains("test");
    assertThat(targets).containsAll(named);
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (var page : Page.all()) {
      for (var link : page.links()) {
        if (!link.startsWith("http")) {
          assertThat(leadsSomewhere(page, link)).as(page + ": " + link).isTrue();
        }
      }
    }
  }

  @Test
  void everyFindingOfHealthHasItsHeadingOnThePageItLinksTo() throws IOException {
    var finding = Pattern.compile("(?s)'(?:critical|warning|info)', '(\\w+)'.*?'(\\w+)'\\s+from ");
    var pages = new TreeMap<String, String>();
    try (var files = Files.newDirectoryStream(FUNCTIONS, "R__health_*.sql")) {
      for (var file : files) {
        finding
            .matcher(Files.readString(file))
            .results()
            .forEach(it -> pages.put(it.group(1), it.group(2)));
      }
    }
    assertThat(pages).hasSizeGreaterThanOrEqualTo(23);
    pages.forEach(
        (name, page) -> assertThat(runbook(page).headings()).as(page + ".md").contains(name));
  }

  @Test
  void everyMetricIsInTheReadmeAndNoOther() throws IOException {
    var metric = Pattern.compile("'(kalends_[a-z0-9_]+)', '");
    var found =
        new TreeSet<>(
            List.of("kalends_up", "kalends_runbook_info", "kalends_login_failures_total"));
    try (var files = Files.newDirectoryStream(FUNCTIONS, "R__metrics*.sql")) {
      for (var file : files) {
        found.addAll(Page.find(metric, Files.readString(file)));
      }
    }
    var table = README.section("### Metrics");
    assertThat(found).hasSizeGreaterThan(25);
    assertThat(new TreeSet<>(Page.find(Pattern.compile("`(kalends_[a-z0-9_]+)`"), table)))
        .isEqualTo(found);
  }

  @Test
  void everyThresholdIsInTheReadmeWithItsDefault() throws IOException {
    var sql = Files.readString(SCHEMA.resolveSibling("V007__monitoring.sql"));
    var defaults = sql.substring(sql.indexOf("insert into kalends.threshold"));
    var rows = Pattern.compile("\\('([a-z0-9_]+)', (\\w+)\\)").matcher(defaults).results().toList();
    assertThat(rows).hasSizeGreaterThan(10);
    for (var row : rows) {
      var value = row.group(2).equals("null") ? "off" : row.group(2);
      assertThat(README.section("### Thresholds"))
          .contains("| `%s` | %s |".formatted(row.group(1), value));
    }
  }

  @Test
  void everyFindingOfTheDoctorHasItsHeading() throws IOException {
    var sql = Files.readString(FUNCTIONS.resolve("R__doctor.sql"));
    var java = Files.readString(Path.of("jobs/src/main/java/io/kalends/control/Doctor.java"));
    var found =
        new TreeSet<>(Page.find(Pattern.compile("'(?:critical|warning|info)', '(\\w+)',"), sql));
    found.addAll(Page.find(Pattern.compile("Severity\\.\\w+,\\s+\"(\\w+)\""), java));
    for (var step : List.of("create", "analyze", "vacuum", "drop", "record")) {
      found.add("rights_" + step);
    }
    assertThat(found).contains("standby", "clock_difference", "dead_run");
    assertThat(runbook("doctor").headings()).containsAll(found);
  }

  private static Page runbook(String name) {
    return Page.read(Path.of("docs/runbook", name + ".md"));
  }

  private static boolean leadsSomewhere(Page page, String link) {
    int hash = link.indexOf('#');
    var file = hash < 0 ? link : link.substring(0, hash);
    var target = file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
    return Files.exists(target)
        && (hash < 0 || Page.read(target).anchors().contains(link.substring(hash + 1)));
  }

  /** {@code kalends.*}, as they are written in application.yml. */
  private static List<String> settings() {
    return Stream.of(
            Settings.class, ServerSettings.class, ScheduleSettings.class, MonitoringSettings.class)
        .flatMap(record -> Arrays.stream(record.getRecordComponents()))
        .map(each -> each.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
        .toList();
  }

  private static List<Path> schema() throws IOException {
    try (var files = Files.list(SCHEMA.getParent())) {
      return files.toList();
    }
  }

  private static TreeSet<String> functions() throws IOException {
    try (var files = Files.list(FUNCTIONS)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("^R__|\\.sql$", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
