package io.kalends.rest;

import io.kalends.control.Look;
import io.kalends.control.Removal;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.Overrides;
import io.kalends.domain.Role;
import io.kalends.domain.RunRequest;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import org.jspecify.annotations.Nullable;

/**
 * Whether a caller may start what would drop partitions, asked by its effect and not by its
 * address: whatever the plan says would be detached or dropped takes the role admin, and beyond the
 * threshold the digest of the plan that was looked at.
 */
public final class DropGuard {
  private final Look look;
  private final Removal.Threshold threshold;

  public DropGuard(Look look, Removal.Threshold threshold) {
    this.look = look;
    this.threshold = threshold;
  }

  /** A question for the plan of a job, with what a request says about it. */
  static Plans.Question question(
      JobName job, @Nullable TableName table, @Nullable Integer maxDrops, Overrides overrides) {
    return new Plans.Question(table, null, job.steps(), maxDrops, false).with(overrides);
  }

  static Plans.Question question(RunRequest run) {
    return question(run.job(), run.table(), run.maxDrops(), run.overrides());
  }

  /**
   * @param digest that of the plan the caller has looked at, if any
   * @throws io.kalends.domain.KalendsException.Denied when something would be dropped and the
   *     caller is no admin
   * @throws io.kalends.domain.KalendsException.Outdated when another plan was looked at, or none
   *     and it takes one
   */
  void require(Caller caller, Plans.Question question, @Nullable String digest) {
    if (!question.steps().contains(Step.DROP)) {
      return;
    }
    Removal removal = Removal.of(look.plan(question));
    if (removal.partitions() > 0) {
      caller.require(Role.ADMIN, "start what would drop partitions");
    }
    removal.require(digest, threshold);
  }
}
