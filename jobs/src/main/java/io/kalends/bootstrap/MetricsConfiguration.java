package io.kalends.bootstrap;

import io.kalends.control.Install;
import io.kalends.control.Measures;
import io.kalends.control.ProbeRound;
import io.kalends.domain.Ticker;
import io.kalends.metrics.DatabaseGauges;
import io.kalends.metrics.RefreshBeforeScrape;
import io.kalends.metrics.SchemaHealth;
import io.kalends.postgres.DataSources;
import io.kalends.postgres.Database;
import io.kalends.postgres.Migrations;
import io.kalends.postgres.QueryProbes;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.registry.otlp.OtlpConfig;
import io.micrometer.registry.otlp.OtlpMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What a server shows of itself and of the database, and what it measures there. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  private static final String OTLP = "management.otlp.metrics.export";
  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration PUSHED_EVERY = Duration.ofSeconds(15);
  private static final Duration LOOKED_EVERY = Duration.ofMinutes(1);

  @Bean
  DatabaseGauges databaseGauges(Database database, MonitoringSettings settings, Ticker ticker) {
    return new DatabaseGauges(new Measures(database, settings.metricsTables())::read, AGE, ticker);
  }

  @Bean
  FilterRegistrationBean<RefreshBeforeScrape> refreshBeforeScrape(
      DatabaseGauges gauges, MeterRegistry registry) {
    FilterRegistrationBean<RefreshBeforeScrape> filter =
        new FilterRegistrationBean<>(new RefreshBeforeScrape(gauges, registry));
    filter.addUrlPatterns("/actuator/prometheus");
    return filter;
  }

  /**
   * Pushes to a collector, which has to be asked for. By hand, since Spring Boot's configuration of
   * it wants all of OpenTelemetry's SDK, and pushes to localhost unasked.
   */
  @Bean
  @ConditionalOnBooleanProperty(OTLP + ".enabled")
  OtlpMeterRegistry openTelemetry(Environment environment, Clock clock) {
    return new OtlpMeterRegistry(openTelemetrySettings(environment), clock);
  }

  private static OtlpConfig openTelemetrySettings(Environment environment) {
    return key ->
        environment.getProperty(OTLP + key.substring(OtlpConfig.DEFAULT.prefix().length()));
  }

  /**
   * Reads the gauges on a timer, each 15 s or at the push interval if that is shorter: a registry
   * that pushes does not read them itself.
   */
  @Bean(destroyMethod = "shutdownNow")
  @ConditionalOnBooleanProperty(OTLP + ".enabled")
  ScheduledExecutorService refreshBeforePush(
      DatabaseGauges gauges, MeterRegistry registry, Environment environment) {
    Duration step = openTelemetrySettings(environment).step();
    return every(
        step.compareTo(PUSHED_EVERY) < 0 ? step : PUSHED_EVERY,
        "kalends-metrics",
        () -> gauges.refresh(registry));
  }

  /** Alerts look up here where the pages of the runbook are. */
  @Bean
  Gauge runbookInfo(MeterRegistry registry, Settings settings) {
    return Gauge.builder("kalends.runbook.info", () -> 1)
        .description("Where docs/runbook can be read: kalends.runbook-url")
        .tag("url", settings.runbook().link("docs/runbook/"))
        .register(registry);
  }

  /** Spring Batch's own timers, of runs that this server carries out. */
  @Bean
  DefaultMeterObservationHandler batchTimers(
      ObservationRegistry observations, MeterRegistry registry) {
    DefaultMeterObservationHandler timers = new DefaultMeterObservationHandler(registry);
    observations.observationConfig().observationHandler(timers);
    return timers;
  }

  @Bean
  SchemaHealth schema(Database database, DataSources sources) {
    return new SchemaHealth(new Install(new Migrations(sources, database), Install.Upgrade.NEVER));
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService queryProbes(DataSource readers, MonitoringSettings settings) {
    Duration interval = settings.probeInterval();
    Runnable round = new ProbeRound(new QueryProbes(readers), interval, settings.probeTimeout());
    return every(
        interval.compareTo(LOOKED_EVERY) < 0 ? interval : LOOKED_EVERY, "kalends-probe", round);
  }

  /** Never, when the interval is 0. */
  private static ScheduledExecutorService every(Duration interval, String name, Runnable task) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
    if (interval.isPositive()) {
      thread.scheduleWithFixedDelay(
          task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
    return thread;
  }
}
