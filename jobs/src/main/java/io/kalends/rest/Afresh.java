package io.kalends.rest;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Who has asked for a change, and was answered, is shown how it is then, not how it was before. */
public final class Afresh implements HandlerInterceptor {

  private final Glance glance;

  public Afresh(Glance glance) {
    this.glance = glance;
  }

  @Override
  public void afterCompletion(
      HttpServletRequest request,
      HttpServletResponse response,
      Object handler,
      @Nullable Exception exception) {
    if (!HttpMethod.GET.matches(request.getMethod())) {
      glance.forget();
    }
  }
}
