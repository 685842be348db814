package io.kalends.rest;

import io.kalends.domain.Migration;
import io.kalends.domain.MigrationPlan;
import io.kalends.domain.MigrationStatus;
import io.kalends.domain.Obstacle;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a migration is, and what one would do, field by field. */
public final class MigrationViews {
  private MigrationViews() {}

  public record MigrationLine(
      String source, String target, String phase, boolean paused, String pace, int workers) {
    static MigrationLine of(Migration each) {
      return new MigrationLine(
          each.source().toString(),
          each.target().toString(),
          each.phase().text(),
          each.paused(),
          each.pace(),
          each.workers());
    }
  }

  public record MigrationView(
      MigrationLine migration,
      OffsetDateTime since,
      @Nullable String waitsFor,
      @Nullable String message,
      @Nullable String suspect,
      @Nullable String kept,
      @Nullable OffsetDateTime verifiedAt,
      @Nullable OffsetDateTime cutOverAt,
      double rowsPerSecond,
      MigrationStatus.Amounts amounts,
      List<String> throttled,
      List<String> lockWaits) {
    static MigrationView of(MigrationStatus status) {
      return new MigrationView(
          MigrationLine.of(status.migration()),
          status.since(),
          status.waitsFor(),
          status.message(),
          status.suspect(),
          status.kept(),
          status.verifiedAt(),
          status.cutOverAt(),
          status.rowsPerSecond(),
          status.amounts(),
          status.throttled(),
          status.lockWaits());
    }
  }

  public record MigrationPlanView(
      String table,
      boolean clear,
      List<Obstacle> blockers,
      List<MigrationPlan.Statement> steps,
      List<MigrationPlan.Dependant> inventory,
      List<MigrationPlan.Estimate> estimates) {
    static MigrationPlanView of(MigrationPlan plan) {
      return new MigrationPlanView(
          plan.table().toString(),
          plan.isClear(),
          plan.obstacles(),
          plan.statements(),
          plan.dependants(),
          plan.estimates());
    }
  }
}
