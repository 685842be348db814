package io.kalends.control;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.kalends.domain.ExitCode;
import io.kalends.domain.KalendsException.Misconfigured;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class ErrandTest {
  private static final Errand ERRAND = new Errand("vacuum", "public.errand_test", null, null, null);

  @Test
  void anUnexpectedExceptionEndsTheRowAndIsLoggedWithItsStackTrace() {
    Logger logger = (Logger) LoggerFactory.getLogger(Errand.class);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    logger.addAppender(log);
    try {
      Errand.Ended ended =
          Errand.carryOut(
              errand -> {
                throw new IllegalStateException("what nobody foresaw");
              },
              ERRAND);
      assertThat(ended.code()).isEqualTo(ExitCode.FAILED);
      assertThat(ended.message()).contains("what nobody foresaw").contains("the log");
      assertThat(log.list)
          .anySatisfy(
              event -> {
                assertThat(event.getFormattedMessage()).contains("vacuum public.errand_test");
                assertThat(event.getThrowableProxy().getMessage()).isEqualTo("what nobody foresaw");
              });
    } finally {
      logger.detachAppender(log);
    }
  }

  @Test
  void whatIsKnownIsToldWithOneFullStop() {
    Errand.Ended ended =
        Errand.carryOut(
            errand -> {
              throw new Misconfigured("the role may not.", "grant it");
            },
            ERRAND);
    assertThat(ended.message()).isEqualTo("the role may not. grant it");
  }
}
