package io.kalends.bootstrap;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Misconfigured;
import java.util.Map;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.logging.LogLevel;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the configuration as Spring Boot would, files, profiles and environment, without a context.
 * Overrides take precedence over all of them, here and in the contexts that {@link
 * ContextApplication} starts: so two programs in one JVM may have different settings.
 */
final class SettingsReader {
  private final Map<String, String> overrides;
  private final ConfigurableEnvironment environment;
  private final Settings common;

  /**
   * @param overrides properties by their names in the configuration: {@code kalends.lock-budget}
   */
  SettingsReader(Map<String, String> overrides) {
    this.overrides = Map.copyOf(overrides);
    this.environment = new StandardEnvironment();
    override(environment);
    environment.setConversionService(new ApplicationConversionService());
    try {
      ConfigDataEnvironmentPostProcessor.applyTo(environment);
    } catch (RuntimeException e) {
      throw refuse("the configuration cannot be read", e);
    }
    this.common = bind(environment, Bindable.of(Settings.class));
  }

  /** Puts the overrides before all other sources of this environment. */
  void override(ConfigurableEnvironment other) {
    other
        .getPropertySources()
        .addFirst(new MapPropertySource("overrides", Map.<String, Object>copyOf(overrides)));
  }

  Settings common() {
    return common;
  }

  ServerSettings server() {
    return bind(environment, Bindable.of(ServerSettings.class));
  }

  ScheduleSettings schedules() {
    return bind(environment, Bindable.of(ScheduleSettings.class));
  }

  MonitoringSettings monitoring() {
    return bind(environment, Bindable.of(MonitoringSettings.class));
  }

  /** {@code logging.level.*}, by the names of the loggers. */
  Map<String, LogLevel> logLevels() {
    try {
      return Binder.get(environment)
          .bind("logging.level", Bindable.mapOf(String.class, LogLevel.class))
          .orElse(Map.of());
    } catch (RuntimeException e) {
      throw refuse("a level of the log cannot be read", e);
    }
  }

  private static <T> T bind(ConfigurableEnvironment environment, Bindable<T> settings) {
    try {
      return Binder.get(environment).bindOrCreate("kalends", settings);
    } catch (RuntimeException e) {
      throw refuse("a setting cannot be read", e);
    }
  }

  private static KalendsException refuse(String what, RuntimeException e) {
    var cause = NestedExceptionUtils.getMostSpecificCause(e);
    return cause instanceof KalendsException known
        ? known
        : new Misconfigured(
            "%s: %s".formatted(what, cause.getMessage()),
            "correct it in application.yml or in the environment (KALENDS_…)",
            e);
  }
}
