package io.kalends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kalends.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Alerts and dashboards name what there is; whether they fire is said by promtool. */
@Tag("slow")
class AlertsTest {

  /** Of Spring Boot, and so in no file of ours. */
  private static final List<String> OTHERS = List.of("kalends_up", "jvm_memory_used_bytes");

  private static Tool promtool() {
    var tool = Tool.find("promtool");
    assumeTrue(
        tool.isPresent(),
        "skipped: there is no promtool here (Debian: prometheus), so no rule is checked");
    return tool.orElseThrow();
  }

  @Test
  void promtoolUnderstandsTheRules() {
    assertThat(promtool().output("check", "rules", Alerts.RULES.toString())).contains("SUCCESS");
  }

  @Test
  void eachAlertFiresAndIsQuietWhenItShould() {
    assertThat(promtool().output("test", "rules", Alerts.TESTS.toString())).contains("SUCCESS");
  }

  @Test
  void eachAlertHasACaseInWhichItFiresAndOneInWhichItIsQuiet() throws IOException {
    var firing = new TreeSet<String>();
    var quiet = new TreeSet<String>();
    for (var test : Alerts.list(Alerts.read(Alerts.TESTS), "tests")) {
      for (var each : Alerts.list(test, "alert_rule_test")) {
        var isQuiet = ((List<?>) each.get("exp_alerts")).isEmpty();
        (isQuiet ? quiet : firing).add((String) each.get("alertname"));
      }
    }
    var alerts = new TreeSet<>(Alerts.rules().stream().map(Alerts.Alert::name).toList());
    assertThat(firing).isEqualTo(alerts);
    assertThat(quiet).isEqualTo(alerts);
  }

  @Test
  void eachAlertLeadsToItsPageOfTheRunbook() throws IOException {
    for (var alert : Alerts.rules()) {
      var parts = alert.runbook().split("#", 2);
      assertThat(Path.of(parts[0])).exists();
      if (parts.length > 1) {
        assertThat(Page.read(Path.of(parts[0])).anchors()).as(alert.name()).contains(parts[1]);
      }
    }
  }

  @Test
  void eachFindingThatIsMoreThanANoteHasItsAlertOfTheSameSeverity() throws IOException {
    var finding = Pattern.compile("'(critical|warning)'(?:::text)?(?: as severity)?, '(\\w+)'");
    var found = new TreeSet<String>();
    try (var files = Files.list(Path.of("sql/functions"))) {
      for (var file :
          files.filter(each -> each.getFileName().toString().startsWith("R__health_")).toList()) {
        finding
            .matcher(Files.readString(file))
            .results()
            .forEach(each -> found.add(each.group(1) + " " + each.group(2)));
      }
    }
    var alerts = new TreeSet<String>();
    for (var alert : Alerts.rules()) {
      Page.find(Pattern.compile("finding=\"(\\w+)\""), alert.expression())
          .forEach(each -> alerts.add(alert.severity() + " " + each));
    }
    assertThat(found).hasSizeGreaterThan(15);
    assertThat(alerts).isEqualTo(found);
  }

  @Test
  void everyMetricThatIsAskedForIsThere() throws IOException {
    var known = new TreeSet<>(OTHERS);
    try (var files = Files.list(Path.of("sql/functions"))) {
      for (var file : files.toList()) {
        known.addAll(Page.find(Pattern.compile("'(kalends_\\w+)'"), Files.readString(file)));
      }
    }
    var metric = Pattern.compile("\\b((?:kalends|jvm)_\\w+)");
    for (Map.Entry<String, List<String>> each : Alerts.dashboards().entrySet()) {
      each.getValue()
          .forEach(it -> assertThat(known).as(each.getKey()).containsAll(Page.find(metric, it)));
    }
    for (var alert : Alerts.rules()) {
      assertThat(known).as(alert.name()).containsAll(Page.find(metric, alert.expression()));
    }
  }
}
