package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * No function reads a CTE once for each row of another one. A CTE has no index, so a correlated
 * subquery over it costs rows times rows: with 5,000 tables that made seconds of milliseconds.
 */
class SqlCostTest {
  private static final Pattern CTE =
      Pattern.compile("(?:with|recursive|,)\\s+(\\w+)(?:\\([^()]*\\))? as (?:materialized )?\\(");

  /** What depends on one table or column list: a handful of rows. */
  private static final Set<String> SMALL = Set.of("R__drop_dependants.sql: needed");

  @Test
  void noScalarOrLateralSubqueryIsCorrelatedWithARowAndReadsACte() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (var files = Files.list(Path.of("sql/functions"))) {
      for (Path file : files.toList()) {
        String sql = Files.readString(file);
        for (String cte : CTE.matcher(sql).results().map(it -> it.group(1)).toList()) {
          if (readsForEachRow(sql, cte)) {
            found.add(file.getFileName() + ": " + cte);
          }
        }
      }
    }
    found.removeAll(SMALL);
    assertThat(found).isEmpty();
  }

  @Test
  void theRuleKnowsBothForms() {
    String cte = "with part as materialized (select 1) select ";
    for (String reading :
        List.of(
            "(select max(p.x) from part p where p.parent = m.parent) from m",
            "* from m join lateral (\n"
                + " select sum(a.x), max(a.y)\n"
                + " from part a where a.parent = m.parent) s on true")) {
      assertThat(readsForEachRow(cte + reading, "part")).as(reading).isTrue();
    }
    assertThat(readsForEachRow(cte + "(select max(p.x) from part p where p.x > 1) from m", "part"))
        .isFalse();
    assertThat(
            readsForEachRow(
                cte + "1 from m where exists (select from part p where p.x = m.x)", "part"))
        .as("becomes a semi-join")
        .isFalse();
  }

  /** {@code (select ... from CTE x where ... x.a = y.b ...)}; an EXISTS selects nothing. */
  private static boolean readsForEachRow(String sql, String cte) {
    return Pattern.compile("\\bfrom %s (\\w+) where".formatted(cte))
        .matcher(sql)
        .results()
        .anyMatch(
            it -> {
              String before = sql.substring(bracket(sql, it.start(), -1), it.start());
              String after = withoutNested(sql.substring(it.end(), bracket(sql, it.end(), 1)));
              return before.matches("(?s)\\(\\s*select .+")
                  && Pattern.compile(
                          "\\b%1$s\\.\\w+ = (?!%1$s\\.)\\w+\\.\\w+|\\b(?!%1$s\\.)\\w+\\.\\w+ = %1$s\\.\\w+"
                              .formatted(it.group(1)))
                      .matcher(after)
                      .find();
            });
  }

  private static String withoutNested(String condition) {
    String flat = condition.replaceAll("\\([^()]*\\)", "");
    return flat.equals(condition) ? flat : withoutNested(flat);
  }

  /** Where the parenthesis around this place opens (step -1) or closes (step 1). */
  private static int bracket(String sql, int place, int step) {
    int depth = 0;
    int i = place;
    while (i > 0 && i < sql.length() - 1) {
      i += step;
      char c = sql.charAt(i);
      depth += c == (step < 0 ? ')' : '(') ? 1 : c == (step < 0 ? '(' : ')') ? -1 : 0;
      if (depth < 0) {
        return i;
      }
    }
    return i;
  }
}
