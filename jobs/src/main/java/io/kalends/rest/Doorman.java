package io.kalends.rest;

import io.kalends.control.LogThrottle;
import io.kalends.control.Tokens;
import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.domain.Ticker;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/**
 * Knows who comes with which bearer token: one from the environment, one of kalends.token, or a JWT
 * where an issuer is configured.
 */
public final class Doorman {

  private static final Logger LOG = LoggerFactory.getLogger(Doorman.class);
  private static final int LONGEST = 8_192;

  private final Function<String, Optional<Caller>> known;
  private final @Nullable Fixed fixed;
  private final @Nullable Jwts jwts;
  private final LogThrottle told;

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
    this.known = tokens;
    this.fixed = fixed;
    this.jwts = jwts;
    this.told = new LogThrottle(ticker);
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
      return known.apply(token);
    }
    return jwts == null ? Optional.empty() : whose(token, jwts);
  }

  private Optional<Caller> whose(String token, Jwts jwts) {
    try {
      Jwt jwt = jwts.decoder().decode(token);
      String subject = jwt.getSubject();
      if (subject == null || subject.isBlank() || subject.length() > 200) {
        return refused("it has no sub of 1 to 200 characters");
      }
      Optional<Role> role = role(jwt.getClaim(jwts.roleClaim()));
      return role.isEmpty()
          ? refused("its claim " + jwts.roleClaim() + " names no role")
          : role.map(known -> new Caller("jwt:" + subject, known, tables(jwt, jwts)));
    } catch (JwtException | KalendsException e) {
      return refused(e.getMessage());
    }
  }

  /** Why, for the operator alone; once a minute, since anybody may send as many as he likes. */
  private Optional<Caller> refused(@Nullable String reason) {
    if (told.isOpen()) {
      LOG.info("a JWT was refused: {}", oneLine(String.valueOf(reason)));
    }
    return Optional.empty();
  }

  /** Without line breaks, which would look like another line of the log. */
  private static String oneLine(String text) {
    return text.codePoints()
        .limit(300)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
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
