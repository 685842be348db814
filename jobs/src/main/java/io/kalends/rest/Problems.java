package io.kalends.rest;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.KalendsException.Forbidden;
import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.domain.KalendsException.NotAdmitted;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.KalendsException.Outdated;
import io.kalends.domain.KalendsException.Overloaded;
import io.kalends.domain.KalendsException.Refused;
import io.kalends.domain.KalendsException.Unreachable;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/**
 * What went wrong, as RFC 9457 wants it: {@code detail} says what, where and which value, {@code
 * mend} what to do about it. Of what nobody expected the client learns a number, and the log the
 * rest.
 */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String SOON = "2";

  /** A body that is larger than anybody may send. */
  static final class TooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @InitBinder
  public void numbers(WebDataBinder binder) {
    StrictValues.numbers(binder);
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> known(KalendsException e) {
    HttpStatus status = status(e);
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
    if (e instanceof Busy || e instanceof Overloaded || e instanceof Unreachable) {
      answer.header(HttpHeaders.RETRY_AFTER, SOON);
    }
    if (status.is5xxServerError()) {
      LOG.warn("{}: {}", status.value(), e.getMessage());
    }
    return answer.body(problem(status, String.valueOf(e.getMessage()), e.mend()));
  }

  private static HttpStatus status(KalendsException e) {
    return switch (e) {
      case NotFound _ -> HttpStatus.NOT_FOUND;
      case BadInput _ -> HttpStatus.BAD_REQUEST;
      case Forbidden _ -> HttpStatus.FORBIDDEN;
      case Busy _, Outdated _, Refused _ -> HttpStatus.CONFLICT;
      case Overloaded _, Unreachable _, NotAdmitted _, Misconfigured _ ->
          HttpStatus.SERVICE_UNAVAILABLE;
      case Failed _ -> HttpStatus.INTERNAL_SERVER_ERROR;
    };
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> unconditional(PolicyController.Unconditional e) {
    return answer(
        HttpStatus.PRECONDITION_REQUIRED,
        "a policy is only changed by who says which version of it he has seen",
        "GET it, and send its ETag as If-Match");
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> stale(PolicyController.Stale e) {
    return answer(HttpStatus.PRECONDITION_FAILED, e.why().getMessage(), e.why().mend());
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> reused(RunStarter.ReusedKey e) {
    return answer(HttpStatus.UNPROCESSABLE_CONTENT, e.why().getMessage(), e.why().mend());
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> tooLarge(TooLarge e) {
    return tooLarge();
  }

  @ExceptionHandler
  public ResponseEntity<ProblemDetail> unexpected(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooLarge) {
        return tooLarge();
      }
      if (cause instanceof InvalidParameterException) {
        return answer(
            HttpStatus.BAD_REQUEST,
            "a parameter of the query cannot be decoded",
            "percent-encode it: % is %25");
      }
      if (cause instanceof InvalidMimeTypeException) {
        return answer(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "Content-Type or Accept is no media type",
            "send and accept application/json");
      }
    }
    String number = UUID.randomUUID().toString();
    LOG.error("problem {}: {}", number, NestedExceptionUtils.getMostSpecificCause(e).toString());
    LOG.debug("problem {} came from", number, e);
    return answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "unexpected problem " + number,
        "this is a fault of kalends: report it with what the log says of " + number);
  }

  private static ResponseEntity<ProblemDetail> tooLarge() {
    return answer(
        HttpStatus.CONTENT_TOO_LARGE, "the body is larger than 64 kB", "send a smaller one");
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof TooLarge) {
        return copy(tooLarge());
      }
      if (cause instanceof KalendsException known) {
        return copy(known(known));
      }
    }
    return copy(
        answer(
            HttpStatus.BAD_REQUEST,
            describe(e.getCause()),
            "send JSON as GET /v3/api-docs describes it"));
  }

  /** In words of JSON, without the names of our classes. */
  private static String describe(@Nullable Throwable cause) {
    return switch (cause) {
      case UnrecognizedPropertyException unknown ->
          "there is no field '%s'; there are %s"
              .formatted(shorten(unknown.getPropertyName()), fields(unknown.getKnownPropertyIds()));
      case DatabindException wrong when !wrong.getPath().isEmpty() ->
          "the value of field '%s' is of the wrong type, too large, or a text with NUL in it"
              .formatted(shorten(String.valueOf(wrong.getPath().getLast().getPropertyName())));
      case DatabindException _ -> "the body is no JSON object of the kind that is wanted";
      case JacksonException broken ->
          "the body is no valid JSON: " + shorten(broken.getOriginalMessage());
      case null, default -> "there is no body, or it is no JSON";
    };
  }

  private static String fields(@Nullable Collection<Object> known) {
    return known == null || known.isEmpty()
        ? "none"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String shorten(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleExceptionInternal(
      Exception e,
      @Nullable Object body,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    ProblemDetail problem =
        body instanceof ProblemDetail known
            ? known
            : e instanceof ErrorResponse response
                ? response.getBody()
                : ProblemDetail.forStatus(status);
    if (problem.getDetail() == null || status.isSameCodeAs(HttpStatus.NOT_FOUND)) {
      problem.setDetail("there is nothing at this address");
    }
    problem.setProperty("mend", "GET /v3/api-docs describes what may be sent");
    return ResponseEntity.status(status).headers(headers).body(problem);
  }

  private static ResponseEntity<Object> copy(ResponseEntity<ProblemDetail> answer) {
    return ResponseEntity.status(answer.getStatusCode())
        .headers(answer.getHeaders())
        .body(answer.getBody());
  }

  private static ResponseEntity<ProblemDetail> answer(
      HttpStatus status, @Nullable String what, String mend) {
    return ResponseEntity.status(status).body(problem(status, String.valueOf(what), mend));
  }

  static ProblemDetail problem(HttpStatus status, String what, String mend) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, what);
    problem.setProperty("mend", mend);
    return problem;
  }
}
