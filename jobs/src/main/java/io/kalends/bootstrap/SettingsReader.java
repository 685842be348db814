package io.kalends.bootstrap;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Misconfigured;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Reads the configuration as Spring Boot would, files, profiles and environment, without a context.
 */
final class SettingsReader {
  private SettingsReader() {}

  static ConfigurableEnvironment environment() {
    var environment = new StandardEnvironment();
    environment.setConversionService(new ApplicationConversionService());
    try {
      ConfigDataEnvironmentPostProcessor.applyTo(environment);
    } catch (RuntimeException e) {
      throw refuse("the configuration cannot be read", e);
    }
    return environment;
  }

  static Settings read(ConfigurableEnvironment environment) {
    return bind(environment, Bindable.of(Settings.class));
  }

  private static <T> T bind(ConfigurableEnvironment environment, Bindable<T> settings) {
    try {
      return Binder.get(environment).bindOrCreate("kalends", settings);
    } catch (RuntimeException e) {
      throw refuse("a setting cannot be read", e);
    }
  }

  static ServerSettings readServer() {
    return bind(environment(), Bindable.of(ServerSettings.class));
  }

  static ScheduleSettings readSchedules() {
    return bind(environment(), Bindable.of(ScheduleSettings.class));
  }

  static MonitoringSettings readMonitoring() {
    return bind(environment(), Bindable.of(MonitoringSettings.class));
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
