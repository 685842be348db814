package io.kalends.rest;

import io.kalends.domain.KalendsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import tools.jackson.databind.json.JsonMapper;

/** Problems of requests that no controller has seen, in the same form as all others. */
public final class Refusals
    implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {

  private final JsonMapper json;
  private final Problems problems;

  public Refusals(JsonMapper json, Problems problems) {
    this.json = json;
    this.problems = problems;
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
      throws IOException {
    unknown(response, false);
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException e)
      throws IOException {
    write(
        response,
        Problems.problem(
            HttpStatus.FORBIDDEN, "this is for nobody", "GET /v3/api-docs lists what there is"));
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, RequestRejectedException e)
      throws IOException {
    write(
        response,
        Problems.problem(
            HttpStatus.BAD_REQUEST,
            "the request is not well-formed",
            "leave out what no path or header may contain"));
  }

  /**
   * @param shown a token was shown, and is not good
   */
  void unknown(HttpServletResponse response, boolean shown) throws IOException {
    response.setHeader(
        HttpHeaders.WWW_AUTHENTICATE,
        shown ? "Bearer realm=\"kalends\", error=\"invalid_token\"" : "Bearer realm=\"kalends\"");
    write(
        response,
        Problems.problem(
            HttpStatus.UNAUTHORIZED,
            shown ? "the token is unknown, expired or revoked" : "there is no bearer token",
            "make one with: kalends token create --role viewer; send it as Authorization: Bearer"));
  }

  void write(HttpServletResponse response, KalendsException e) throws IOException {
    ResponseEntity<ProblemDetail> answer = problems.known(e);
    String later = answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
    if (later != null) {
      response.setHeader(HttpHeaders.RETRY_AFTER, later);
    }
    ProblemDetail body = answer.getBody();
    if (body != null) {
      write(response, body);
    }
  }

  void write(HttpServletResponse response, ProblemDetail problem) throws IOException {
    response.setStatus(problem.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }
}
