package io.kalends.control;

import io.kalends.domain.RunReport;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at runs, recovers dead ones, asks living ones to stop. Needs no Spring context. */
public final class Runs {

  /**
   * One run. {@code status} is Spring Batch's word (COMPLETED, FAILED, STOPPED, STARTED …); {@code
   * live} says that its process still holds the run's lock.
   */
  public record Run(
      long id,
      String job,
      @Nullable String parameters,
      String status,
      boolean live,
      OffsetDateTime started,
      @Nullable OffsetDateTime ended,
      long done,
      long problems) {}

  /** One step of a run, or one table's part of it. */
  public record RunStep(
      String name,
      String status,
      @Nullable OffsetDateTime started,
      @Nullable OffsetDateTime ended,
      @Nullable String message) {}

  /** A run with its steps and what the ledger tells of it. */
  public record Detail(Run run, List<RunStep> steps, List<RunReport.Line> lines) {}

  /** The latest runs, newest first. */
  public List<Run> list(int limit) {
    throw new IllegalStateException("skeleton");
  }

  /** One run by its number. */
  public Optional<Detail> show(long runId) {
    throw new IllegalStateException("skeleton");
  }

  /**
   * Brings dead runs into a state from which they can be restarted, living ones are left alone; all
   * runs when {@code runId} is null. Returns one sentence per mend.
   */
  public List<String> recover(@Nullable Long runId) {
    throw new IllegalStateException("skeleton");
  }

  /** Asks living runs to stop after the action at hand; returns the numbers of those asked. */
  public List<Long> stop(@Nullable Long runId) {
    throw new IllegalStateException("skeleton");
  }
}
