package io.kalends.bootstrap;

import java.util.Map;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * The log belongs to the whole JVM: logback configures it once, by logback.xml, before the first
 * line. Spring Boot would do it anew with each context that is started, and take the appenders away
 * while other threads log.
 */
final class Logging {
  private Logging() {}

  /** Tomcat logs by java.util.logging; what it says goes to logback, as everything else. */
  static synchronized void bridge() {
    if (!SLF4JBridgeHandler.isInstalled()) {
      SLF4JBridgeHandler.removeHandlersForRootLogger();
      SLF4JBridgeHandler.install();
    }
  }

  /**
   * @param levels of loggers, as {@code logging.level.*} says; mostly none
   */
  static void set(Map<String, LogLevel> levels) {
    if (!levels.isEmpty()) {
      LoggingSystem system = LoggingSystem.get(Logging.class.getClassLoader());
      levels.forEach(system::setLogLevel);
    }
  }
}
