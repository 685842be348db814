package io.kalends.cli;

import java.util.Comparator;
import java.util.List;

/** The words for what is done to a table, in the order in which a run does it. */
final class Verb {
  private static final List<String> ORDER =
      List.of(
          "finalize",
          "catch_all",
          "create",
          "drain",
          "analyze",
          "vacuum",
          "detach",
          "drop",
          "record",
          "audit");

  /** By the order of a run; words that are not known come last. */
  static final Comparator<String> IN_ORDER =
      Comparator.comparingInt((String action) -> Math.floorMod(ORDER.indexOf(action), 100))
          .thenComparing(Comparator.naturalOrder());

  private Verb() {}

  static String participle(String action) {
    return switch (action) {
      case "create" -> "created";
      case "catch_all" -> "made catch-all";
      case "drain" -> "drained";
      case "finalize" -> "finalized";
      case "detach" -> "detached";
      case "drop" -> "dropped";
      case "analyze" -> "analyzed";
      case "vacuum" -> "vacuumed";
      case "record" -> "recorded";
      case "audit" -> "audited";
      default -> action;
    };
  }
}
