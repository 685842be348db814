package io.kalends.metrics;

import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Part of being alive: the threads that look after schedules and requests take their turns. */
public final class WorkersHealth implements HealthIndicator {
  private final BooleanSupplier well;

  public WorkersHealth(BooleanSupplier well) {
    this.well = well;
  }

  @Override
  public Health health() {
    return (well.getAsBoolean() ? Health.up() : Health.down()).build();
  }
}
