package io.kalends.rest;

import io.kalends.domain.KalendsException.BadInput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** A parameter that nobody reads is a mistake: {@code ?tabel=events} must not list all tables. */
public final class KnownParameters implements HandlerInterceptor {

  private final ConcurrentMap<HandlerMethod, Set<String>> known = new ConcurrentHashMap<>();

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method
        && method.getBeanType().getPackage().equals(KnownParameters.class.getPackage())) {
      Set<String> names = known.computeIfAbsent(method, KnownParameters::names);
      request.getParameterMap().forEach((given, values) -> check(names, given, values));
    }
    return true;
  }

  private static void check(Set<String> names, String given, String[] values) {
    if (!names.contains(given)) {
      throw new BadInput(
          "there is no parameter of this name in the query",
          names.isEmpty() ? "leave it out" : "there are " + String.join(", ", names));
    }
    if (!Arrays.stream(values).allMatch(StrictValues::isUsable)) {
      throw new BadInput("the value of %s has a NUL in it".formatted(given), "leave it out");
    }
  }

  private static Set<String> names(HandlerMethod method) {
    return Arrays.stream(method.getMethodParameters())
        .filter(each -> each.hasParameterAnnotation(RequestParam.class))
        .map(MethodParameter::getParameterName)
        .collect(Collectors.toCollection(java.util.TreeSet::new));
  }
}
