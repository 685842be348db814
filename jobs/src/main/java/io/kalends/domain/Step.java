package io.kalends.domain;

import java.util.Locale;

/** One kind of work on a table; a job is a sequence of these. */
public enum Step {
  CREATE,
  ANALYZE,
  VACUUM,
  DROP,
  RECORD,
  /** Compares the two tables of a migration that was cut over. */
  AUDIT;

  /** The word that SQL, files and people use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Step parse(String text) {
    for (Step step : values()) {
      if (step.text().equals(text)) {
        return step;
      }
    }
    throw new KalendsException.BadInput(
        "there is no step '%s'".formatted(text),
        "steps are create, analyze, vacuum, drop, record, audit");
  }
}
