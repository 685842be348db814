package io.kalends.bootstrap;

import io.kalends.control.KnownTokens;
import io.kalends.control.Tokens;
import io.kalends.domain.Role;
import io.kalends.domain.Ticker;
import io.kalends.postgres.Database;
import io.kalends.rest.BearerFilter;
import io.kalends.rest.BodyLimit;
import io.kalends.rest.Doorman;
import io.kalends.rest.Failures;
import io.kalends.rest.Problems;
import io.kalends.rest.Refusals;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is let in. No sessions, no cookies, so nothing that a foreign page could use; everything but
 * liveness, readiness and metrics takes a bearer token. What a caller may do is asked by each
 * controller.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {

  @Bean
  Tokens tokens(Database database) {
    return new Tokens(database);
  }

  @Bean
  Doorman doorman(Tokens tokens, ServerSettings settings, Ticker ticker) {
    String secret = settings.token();
    Doorman.Fixed fixed =
        secret == null ? null : new Doorman.Fixed(secret, Role.parse(settings.tokenRole()));
    String issuer = settings.jwtIssuer();
    String audience = settings.jwtAudience();
    Doorman.Jwts jwts =
        issuer == null || audience == null
            ? null
            : new Doorman.Jwts(
                decoder(issuer, settings.jwtKeys(), audience),
                settings.jwtRoleClaim(),
                settings.jwtTablesClaim());
    var known = new KnownTokens(tokens::known, tokens::markUsed, ticker);
    return new Doorman(known::whose, fixed, jwts, ticker);
  }

  /**
   * Nothing is fetched before the first JWT comes. A JWT is of the issuer, for this audience, ends,
   * and is signed by an algorithm of the issuer's keys; its type is JWT or that of RFC 9068.
   */
  private static JwtDecoder decoder(String issuer, @Nullable String keys, String audience) {
    return new SupplierJwtDecoder(
        () -> {
          var builder =
              keys == null
                  ? NimbusJwtDecoder.withIssuerLocation(issuer)
                  : NimbusJwtDecoder.withJwkSetUri(keys).discoverJwsAlgorithms();
          var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
          type.setAllowEmpty(true);
          NimbusJwtDecoder decoder = builder.validateType(false).build();
          decoder.setJwtValidator(
              new DelegatingOAuth2TokenValidator<>(
                  type,
                  new JwtTimestampValidator(),
                  new JwtIssuerValidator(issuer),
                  new JwtClaimValidator<Object>("exp", Objects::nonNull),
                  new JwtClaimValidator<Collection<String>>(
                      "aud", named -> named != null && named.contains(audience))));
          return decoder;
        });
  }

  @Bean
  Failures failures(MeterRegistry meters, Ticker ticker) {
    return new Failures(meters, ticker);
  }

  @Bean
  Problems problems() {
    return new Problems();
  }

  @Bean
  Refusals refusals(JsonMapper json, Problems problems) {
    return new Refusals(json, problems);
  }

  @Bean
  FilterRegistrationBean<BodyLimit> bodyLimit(Refusals refusals) {
    FilterRegistrationBean<BodyLimit> filter =
        new FilterRegistrationBean<>(new BodyLimit(refusals));
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return filter;
  }

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http, Doorman doorman, Failures failures, Refusals refusals, OpenPaths open) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(it -> it.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .authorizeHttpRequests(
            it -> it.requestMatchers(open.patterns()).permitAll().anyRequest().authenticated())
        .exceptionHandling(
            it -> it.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .addFilterBefore(
            new BearerFilter(doorman, failures, refusals), AnonymousAuthenticationFilter.class)
        .build();
  }

  /** What takes no token. */
  record OpenPaths(String... patterns) {}

  /** A kubelet has no token of ours; metrics name tables, so that strangers need one for them. */
  @Bean
  OpenPaths openPaths(MonitoringSettings monitoring, ServerSettings server) {
    Boolean wanted = monitoring.openMetrics();
    boolean metrics = wanted == null ? server.isLocal() : wanted;
    return metrics
        ? new OpenPaths("/actuator/health/**", "/actuator/prometheus")
        : new OpenPaths("/actuator/health/**");
  }
}
