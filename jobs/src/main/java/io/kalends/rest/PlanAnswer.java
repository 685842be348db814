package io.kalends.rest;

import io.kalends.control.Removal;
import io.kalends.domain.Action;
import io.kalends.domain.Plan;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run would do now; nothing was touched. {@code planDigest} stands for what it would drop.
 * At most 1,000 actions are shown; {@code work} and {@code problems} count all.
 */
public record PlanAnswer(
    boolean dryRun,
    String planDigest,
    long work,
    long problems,
    long partitionsToDrop,
    long bytesToDrop,
    List<Planned> actions)
    implements JobAnswer {

  private static final int MOST = 1_000;

  public record Planned(
      String table,
      String step,
      String action,
      String target,
      @Nullable OffsetDateTime lowerBound,
      @Nullable OffsetDateTime upperBound,
      List<String> statements,
      @Nullable String lockMode,
      @Nullable String lockTarget,
      @Nullable String reason,
      long rowEstimate,
      long bytes,
      String verdict,
      @Nullable String blocker) {
    static Planned of(Action each) {
      return new Planned(
          each.table().toString(),
          each.step().text(),
          each.kind(),
          each.subject().toString(),
          Views.finite(each.lower()),
          Views.finite(each.upper()),
          each.statements(),
          each.lockMode(),
          each.lockTarget(),
          each.reason(),
          each.rowEstimate(),
          each.bytes(),
          each.verdict().text(),
          each.blocker());
    }
  }

  static PlanAnswer of(Plan plan) {
    Removal removal = Removal.of(plan);
    return new PlanAnswer(
        true,
        removal.digest(),
        plan.work().size(),
        plan.problems().size(),
        removal.partitions(),
        removal.bytes(),
        plan.actions().stream().limit(MOST).map(Planned::of).toList());
  }
}
