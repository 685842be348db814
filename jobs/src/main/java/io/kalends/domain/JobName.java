package io.kalends.domain;

import static io.kalends.domain.Step.ANALYZE;
import static io.kalends.domain.Step.AUDIT;
import static io.kalends.domain.Step.CREATE;
import static io.kalends.domain.Step.DROP;
import static io.kalends.domain.Step.RECORD;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs that can be run by name, and the steps of each in running order. */
public enum JobName {
  MAINTENANCE(List.of(CREATE, ANALYZE, DROP, RECORD, AUDIT)),
  CREATE_ONLY("create", List.of(CREATE)),
  ANALYZE_ONLY("analyze", List.of(ANALYZE)),
  VACUUM_ONLY("vacuum", List.of(Step.VACUUM)),
  DROP_ONLY("drop", List.of(DROP)),
  RECORD_ONLY("record", List.of(RECORD)),
  MIGRATE,
  VERIFY,
  CUTOVER,
  ROLLBACK,
  RETIRE;

  private final String text;
  private final List<Step> steps;

  JobName(List<Step> steps) {
    this.text = name().toLowerCase(Locale.ROOT);
    this.steps = steps;
  }

  /** A job of a migration: its steps follow the phases of the migration, not a plan. */
  JobName() {
    this(List.of());
  }

  JobName(String text, List<Step> steps) {
    this.text = text;
    this.steps = steps;
  }

  /** The word that commands, rows and people use. */
  public String text() {
    return text;
  }

  public List<Step> steps() {
    return steps;
  }

  /** The job moves one table from one form to another, instead of looking after many. */
  public boolean isMigration() {
    return steps.isEmpty();
  }

  public static JobName parse(String text) {
    return Arrays.stream(values())
        .filter(job -> job.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new KalendsException.BadInput(
                    "there is no job '%s'".formatted(text), "jobs are " + all()));
  }

  private static String all() {
    return Arrays.stream(values()).map(JobName::text).collect(Collectors.joining(", "));
  }
}
