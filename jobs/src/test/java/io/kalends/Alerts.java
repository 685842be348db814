package io.kalends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What config/alerts and config/dashboards ask of Prometheus. */
public final class Alerts {
  public static final Path RULES = Path.of("config/alerts/kalends.rules.yml");
  public static final Path TESTS = Path.of("config/alerts/kalends.test.yml");

  private Alerts() {}

  /** One rule. */
  public record Alert(String name, String expression, String severity, String runbook) {}

  public static List<Alert> rules() throws IOException {
    var found = new ArrayList<Alert>();
    for (var group : list(read(RULES), "groups")) {
      for (var rule : list(group, "rules")) {
        found.add(
            new Alert(
                (String) rule.get("alert"),
                (String) rule.get("expr"),
                (String) ((Map<?, ?>) rule.get("labels")).get("severity"),
                runbook((String) ((Map<?, ?>) rule.get("annotations")).get("runbook_url"))));
      }
    }
    return found;
  }

  /** The page behind the template that finds out where the pages are. */
  private static String runbook(String template) {
    return "docs/runbook/" + template.replaceFirst(".*\\{\\{ end }}", "");
  }

  static Map<?, ?> read(Path file) throws IOException {
    return new Yaml().load(Files.readString(file));
  }

  @SuppressWarnings("unchecked")
  static List<Map<?, ?>> list(Map<?, ?> parent, String name) {
    return (List<Map<?, ?>>) parent.get(name);
  }

  /** The expressions of all panels and variables, each with the file that it is in. */
  public static Map<String, List<String>> dashboards() throws IOException {
    var found = new java.util.TreeMap<String, List<String>>();
    try (var files = Files.list(Path.of("config/dashboards"))) {
      for (var file : files.sorted().toList()) {
        var dashboard = JsonMapper.shared().readTree(Files.readString(file));
        var expressions = new ArrayList<String>();
        for (JsonNode panel : dashboard.get("panels")) {
          panel.get("targets").forEach(each -> expressions.add(each.get("expr").asString()));
        }
        found.put(file.getFileName().toString(), expressions);
      }
    }
    return found;
  }
}
