package io.kalends.rest;

import io.kalends.control.Answers;
import io.kalends.control.Desk;
import io.kalends.control.Ticket;
import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * Starts a run and waits for it as long as the client wants: 200 with its report when it ends
 * within that time, else 202 with its address. A request with a key that was answered before gets
 * the same answer, and starts nothing.
 */
public final class RunStarter {

  /** For a run to get its number; as a rule a fraction of a second. */
  private static final Duration NUMBER = Duration.ofSeconds(10);

  private static final int LONGEST_WAIT = 120;

  private final Desk desk;
  private final Answers answers;
  private final JsonMapper json;

  public RunStarter(Desk desk, Answers answers, JsonMapper json) {
    this.desk = desk;
    this.answers = answers;
    this.json = json;
  }

  /**
   * How a client wants to be served.
   *
   * @param wait seconds
   * @param key his Idempotency-Key
   * @param question everything else that he said
   */
  record Manner(Caller caller, int seconds, @Nullable String key, String question) {
    Manner {
      if (seconds < 0 || seconds > LONGEST_WAIT) {
        throw new BadInput(
            "wait is %d".formatted(seconds), "give 0 to %d seconds".formatted(LONGEST_WAIT));
      }
      if (key != null && !key.matches("[!-~]{1,200}")) {
        throw new BadInput(
            "the Idempotency-Key is not valid", "use 1 to 200 printable ASCII characters");
      }
    }

    Manner about(String what) {
      return new Manner(caller, seconds, key, what);
    }
  }

  ResponseEntity<JobAnswer> start(RunRequest request, Manner manner) {
    String actor = manner.caller().name();
    return once(manner, () -> answer(desk.start(request.by(actor)), request.job().text(), manner));
  }

  ResponseEntity<JobAnswer> restart(long runId, String job, Manner manner) {
    String actor = manner.caller().name();
    return once(manner, () -> answer(desk.restart(runId, actor), job, manner));
  }

  private ResponseEntity<JobAnswer> answer(Ticket ticket, String job, Manner manner) {
    Optional<RunReport> report = ticket.await(Duration.ofSeconds(manner.seconds()));
    if (report.isEmpty()) {
      Optional<Long> runId = ticket.awaitRunId(NUMBER);
      String place = runId.map(id -> "/api/v1/runs/" + id).orElse("/api/v1/runs");
      return ResponseEntity.accepted()
          .location(URI.create(place))
          .body(RunAnswer.running(runId.orElse(null), job));
    }
    return ResponseEntity.ok(RunAnswer.of(report.get()));
  }

  private ResponseEntity<JobAnswer> once(
      Manner manner, Supplier<ResponseEntity<JobAnswer>> action) {
    String key = manner.key();
    if (key == null) {
      return action.get();
    }
    Answers.Question question =
        new Answers.Question(manner.caller().name(), key, fingerprint(manner.question()));
    Optional<Answers.Kept> kept;
    try {
      kept = answers.claim(question);
    } catch (BadInput e) {
      throw new ReusedKey(e);
    }
    return kept.map(this::again).orElseGet(() -> first(question, action));
  }

  /** A key that was used for something else. */
  static final class ReusedKey extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient BadInput why;

    ReusedKey(BadInput why) {
      super(why);
      this.why = why;
    }

    BadInput why() {
      return why;
    }
  }

  private ResponseEntity<JobAnswer> first(
      Answers.Question question, Supplier<ResponseEntity<JobAnswer>> action) {
    ResponseEntity<JobAnswer> answer;
    try {
      answer = action.get();
    } catch (RuntimeException e) {
      answers.forget(question);
      throw e;
    }
    URI location = answer.getHeaders().getLocation();
    answers.keep(
        question,
        new Answers.Kept(
            answer.getStatusCode().value(),
            location == null ? null : location.toString(),
            json.writeValueAsString(answer.getBody())));
    return answer;
  }

  private ResponseEntity<JobAnswer> again(Answers.Kept kept) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(kept.status());
    if (kept.location() != null) {
      answer.location(URI.create(kept.location()));
    }
    return answer.body(json.readValue(kept.body(), RunAnswer.class));
  }

  private static String fingerprint(String question) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(question.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
