package io.kalends.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be said when a migration is planned, and what may be said to its later jobs. */
public enum MigrationOption {
  INTO(JobName.MIGRATE),
  KEY(JobName.MIGRATE),
  BY(JobName.MIGRATE),
  EVERY(JobName.MIGRATE),
  ZONE(JobName.MIGRATE),
  RENAME(JobName.MIGRATE),
  WIDEN(JobName.MIGRATE),
  RETENTION_MONTHS(JobName.MIGRATE),
  RETENTION_DAYS(JobName.MIGRATE),
  FUTURE(JobName.MIGRATE),
  KEEP_DAYS(JobName.MIGRATE),
  VIEW(JobName.MIGRATE),
  GUARD(JobName.MIGRATE),
  CATCH_ALL(JobName.MIGRATE),
  WORKERS(JobName.MIGRATE),
  PACE(JobName.MIGRATE),
  REPAIR(JobName.VERIFY),
  DEADLINE(JobName.CUTOVER, JobName.ROLLBACK, JobName.RETIRE),
  END(JobName.CUTOVER, JobName.ROLLBACK, JobName.RETIRE),
  GIVE_UP(JobName.ROLLBACK),
  FORCE(JobName.RETIRE);

  private final Set<JobName> jobs;

  MigrationOption(JobName... jobs) {
    this.jobs = Set.of(jobs);
  }

  /** The word that SQL, job parameters and people use. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Is there an option of this name, for any job? */
  public static boolean isKnown(String text) {
    return Arrays.stream(values()).anyMatch(option -> option.text().equals(text));
  }

  /** Refuses an option that the job does not have, and tells those that it has. */
  public static void require(JobName job, Set<String> given) {
    var known =
        Arrays.stream(values())
            .filter(option -> option.jobs.contains(job))
            .map(MigrationOption::text)
            .collect(Collectors.toCollection(java.util.TreeSet::new));
    for (String option : given) {
      if (!known.contains(option)) {
        throw new KalendsException.BadInput(
            "job %s has no option '%s'".formatted(job.text(), option),
            known.isEmpty() ? "leave it out" : "it has " + String.join(", ", known));
      }
    }
  }
}
