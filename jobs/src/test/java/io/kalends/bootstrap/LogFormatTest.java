package io.kalends.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What config/logback.xml makes of an event. */
class LogFormatTest {
  private final LoggerContext context = new LoggerContext();

  @BeforeEach
  void configure() throws Exception {
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(getClass().getResource("/logback.xml"));
  }

  @AfterEach
  void stop() {
    context.stop();
  }

  private String line(String message, Throwable thrown) {
    Logger logger = context.getLogger("io.kalends.Some");
    ConsoleAppender<ILoggingEvent> appender =
        (ConsoleAppender<ILoggingEvent>) context.getLogger("ROOT").getAppender("stderr");
    LoggingEvent event = new LoggingEvent("", logger, Level.ERROR, message, thrown, null);
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void anExceptionHasItsStackTraceOnceAndItsCausesToo() {
    Exception cause = new IllegalArgumentException("the cause");
    String text = line("requests: unexpected", new IllegalStateException("what", cause));
    assertThat(text.lines().toList().getFirst())
        .matches("\\S+Z ERROR i\\.k\\.Some: requests: unexpected");
    assertThat(text)
        .containsOnlyOnce("\njava.lang.IllegalStateException: what\n\tat io.kalends.bootstrap.")
        .containsOnlyOnce("\nCaused by: java.lang.IllegalArgumentException: the cause\n\tat ")
        .endsWith("\n");
  }

  @Test
  void withoutAnExceptionThereIsOneLine() {
    assertThat(line("done", null)).matches("\\S+Z ERROR i\\.k\\.Some: done\n");
  }

  @Test
  void noTextFromOutsideCanLookLikeALine() {
    String forged = "x\n2026-01-01T00:00:00.000Z INFO  i.k.Some: all is well\r\nand";
    String text = line(forged, new IllegalStateException(forged, new RuntimeException(forged)));
    assertThat(text.lines().filter(it -> it.matches("\\d.*|and.*"))).hasSize(1);
  }
}
