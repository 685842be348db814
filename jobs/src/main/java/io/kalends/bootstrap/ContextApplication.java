package io.kalends.bootstrap;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Starts one application context of several in this JVM: with the settings of its own program, and
 * without a banner or a shutdown hook, and without configuring the log; see {@link Logging}.
 */
final class ContextApplication extends SpringApplication {
  private final SettingsReader reader;

  ContextApplication(Class<?> configuration, WebApplicationType type, SettingsReader reader) {
    super(configuration);
    this.reader = reader;
    setWebApplicationType(type);
    setBannerMode(Banner.Mode.OFF);
    setLogStartupInfo(false);
    setRegisterShutdownHook(false);
    setListeners(
        getListeners().stream()
            .filter(each -> !(each instanceof LoggingApplicationListener))
            .toList());
    Logging.bridge();
  }

  @Override
  protected void configurePropertySources(ConfigurableEnvironment environment, String[] arguments) {
    super.configurePropertySources(environment, arguments);
    reader.override(environment);
  }
}
