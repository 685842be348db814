package io.kalends.bootstrap;

import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.util.ClassUtils;

/**
 * The log belongs to the whole JVM: logback configures it once, by logback.xml, before the first
 * line. Spring Boot would do it anew with each context that is started, and take the appenders away
 * while other threads log.
 */
final class Logging {
  private static final String BRIDGE = "org.slf4j.bridge.SLF4JBridgeHandler";

  private Logging() {}

  /** Tomcat logs by java.util.logging; what it says goes to logback, as everything else. */
  static synchronized void bridge() {
    Logger root = LogManager.getLogManager().getLogger("");
    for (Handler handler : root.getHandlers()) {
      if (handler.getClass().getName().equals(BRIDGE)) {
        return;
      }
      root.removeHandler(handler);
    }
    Class<?> bridge = ClassUtils.resolveClassName(BRIDGE, Logging.class.getClassLoader());
    root.addHandler((Handler) BeanUtils.instantiateClass(bridge));
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
