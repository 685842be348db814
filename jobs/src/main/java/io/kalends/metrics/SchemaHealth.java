package io.kalends.metrics;

import io.kalends.control.Install;
import io.kalends.domain.KalendsException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Part of being ready: the database answers, and its schema is the one of this program. */
public final class SchemaHealth implements HealthIndicator {
  private final Install install;

  public SchemaHealth(Install install) {
    this.install = install;
  }

  @Override
  public Health health() {
    try {
      return (install.isUsable() ? Health.up() : Health.outOfService()).build();
    } catch (KalendsException e) {
      return Health.down().build();
    }
  }
}
