package io.kalends.rest;

import io.kalends.control.Fresh;
import io.kalends.control.Tokens;
import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Knows who comes with which bearer token: one from the environment, one of kalends.token, or a JWT
 * where an issuer is configured. A token of the database is looked up again after two seconds, and
 * so a revoked one is good for no longer.
 */
public final class Doorman {

  private static final Duration GOOD = Duration.ofSeconds(2);
  private static final int LONGEST = 8_192;

  private final Fresh<String, Optional<Caller>> known;
  private final @Nullable Fixed fixed;
  private final @Nullable Jwts jwts;

  /** A token from the environment, for who cannot ask for one: a pod. */
  public record Fixed(String secret, Role role) {
    @Override
    public String toString() {
      return "Fixed[" + role + "]";
    }
  }

  /** Whose JWTs are believed, and which claims say what their bearer may. */
  public record Jwts(JwtDecoder decoder, String roleClaim, String tablesClaim) {}

  /**
   * @param tokens whose a token of the database is now
   */
  public Doorman(
      Function<String, Optional<Caller>> tokens,
      @Nullable Fixed fixed,
      @Nullable Jwts jwts,
      Ticker ticker) {
    this.known = new Fresh<>(GOOD, Duration.ZERO, ticker, tokens);
    this.fixed = fixed;
    this.jwts = jwts;
  }

  /** Empty: nobody. */
  Optional<Caller> whose(String token) {
    if (token.length() > LONGEST) {
      return Optional.empty();
    }
    if (fixed != null && Tokens.areEqual(fixed.secret(), token)) {
      return Optional.of(new Caller("token:environment", fixed.role(), TablePatterns.ALL));
    }
    if (token.startsWith(Tokens.PREFIX)) {
      return known.get(token);
    }
    return jwts == null ? Optional.empty() : whose(token, jwts);
  }

  private static Optional<Caller> whose(String token, Jwts jwts) {
    try {
      Jwt jwt = jwts.decoder().decode(token);
      String subject = jwt.getSubject();
      Optional<Role> role = role(jwt.getClaim(jwts.roleClaim()));
      return subject == null || subject.isBlank() || subject.length() > 200
          ? Optional.empty()
          : role.map(known -> new Caller("jwt:" + subject, known, tables(jwt, jwts)));
    } catch (JwtException | KalendsException refused) {
      return Optional.empty();
    }
  }

  /** One word or a list of them, of which the greatest counts; words of others are passed over. */
  private static Optional<Role> role(@Nullable Object claim) {
    Collection<?> words =
        claim instanceof Collection<?> many ? many : List.of(claim == null ? "" : claim);
    return Arrays.stream(Role.values())
        .filter(role -> words.stream().anyMatch(word -> role.text().equals(String.valueOf(word))))
        .max(Role::compareTo);
  }

  private static TablePatterns tables(Jwt jwt, Jwts jwts) {
    Object claim = jwt.getClaim(jwts.tablesClaim());
    return switch (claim) {
      case null -> TablePatterns.ALL;
      case Collection<?> many -> new TablePatterns(many.stream().map(String::valueOf).toList());
      default -> TablePatterns.parse(claim.toString());
    };
  }
}
