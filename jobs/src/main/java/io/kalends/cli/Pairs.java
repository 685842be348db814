package io.kalends.cli;

import io.kalends.domain.MigrationOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code kalends run drop table=events max-drops=20}: parameters as Spring Batch's users write them
 * become the options of the same name; {@code max_drops} and {@code maxDrops} are understood too.
 * Those of a migration become {@code --set}.
 */
final class Pairs {
  private static final Pattern PAIR = Pattern.compile("([A-Za-z][A-Za-z_-]*)=(.*)", Pattern.DOTALL);
  private static final Set<String> TAKE_A_VALUE =
      Set.of("--url", "--output", "-o", "--table", "--as-of", "--max-drops", "--set");

  private Pairs() {}

  static String[] expand(String[] arguments) {
    int run = Arrays.asList(arguments).indexOf("run");
    if (run < 0) {
      return arguments;
    }
    List<String> expanded = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      var pair = PAIR.matcher(arguments[i]);
      boolean value = i > 0 && TAKE_A_VALUE.contains(arguments[i - 1]);
      if (i > run && !value && pair.matches()) {
        expanded.add(option(pair.group(1), pair.group(2)));
      } else {
        expanded.add(arguments[i]);
      }
    }
    return expanded.toArray(String[]::new);
  }

  private static String option(String key, String value) {
    var name = kebab(key);
    var asSql = name.replace('-', '_');
    return MigrationOption.isKnown(asSql)
        ? "--set=" + asSql + "=" + value
        : "--" + name + "=" + value;
  }

  private static String kebab(String key) {
    var dashed = key.replace('_', '-').replaceAll("([a-z])([A-Z])", "$1-$2");
    return dashed.toLowerCase(Locale.ROOT);
  }
}
