package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What health finds, and whether the page that it names says something about it. */
final class Findings {
  private final Session session;
  private final String asOf;

  private Findings(Session session, String asOf) {
    this.session = session;
    this.asOf = asOf;
  }

  static Findings now(Session session) {
    return new Findings(session, "now()");
  }

  /** As of so much later; what autovacuum or a run ought to have done by then is not done. */
  static Findings in(Session session, String later) {
    return new Findings(session, "now() + interval '%s'".formatted(later));
  }

  /** severity|subject|detail of each finding of this name. */
  List<String> of(String finding) {
    return session.rows(
        "select severity, subject, detail from kalends.health(%s) where finding = '%s'"
            .formatted(asOf, finding));
  }

  List<String> names() {
    return session.rows(
        "select distinct finding from kalends.health(%s) order by 1".formatted(asOf));
  }

  /** The one finding of this name. Statistics reach other sessions a moment later: it waits. */
  String appears(String finding) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(of(finding)).as(finding).isNotEmpty());
    List<String> found = of(finding);
    assertThat(found).as(finding).hasSize(1);
    hasItsPage(finding);
    return found.getFirst();
  }

  void isGone(String finding) {
    await()
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertThat(of(finding)).as(finding).isEmpty());
  }

  private void hasItsPage(String finding) {
    String link =
        session.value(
            "select distinct runbook from kalends.health(%s) where finding = '%s'"
                .formatted(asOf, finding));
    assertThat(link).endsWith("#" + finding);
    try {
      assertThat(Files.readAllLines(Path.of(link.substring(0, link.indexOf('#')))))
          .as(link)
          .contains("## " + finding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
