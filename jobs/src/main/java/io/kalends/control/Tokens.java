package io.kalends.control;

import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.Role;
import io.kalends.domain.TablePatterns;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens: 256 random bits, shown once and kept as a SHA-256, so that whoever reads the
 * database cannot use them. One from a server's environment is compared without the database.
 */
public final class Tokens {

  /** What a token begins with, so that scanners for secrets find it. */
  public static final String PREFIX = "kal_";

  private static final Sql CREATE = Sql.of("tokens/create");
  private static final Sql LIST = Sql.of("tokens/list");
  private static final Sql REVOKE = Sql.of("tokens/revoke");
  private static final Sql KNOWN = Sql.of("tokens/known");
  private static final Sql MARK_USED = Sql.of("tokens/mark_used");

  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final int BYTES = 32;

  private final Database database;
  private final SecureRandom random = new SecureRandom();

  public Tokens(Database database) {
    this.database = database;
  }

  /** A token without its secret; {@code state} is valid, expired or revoked. */
  public record Token(
      String name,
      Role role,
      TablePatterns tables,
      String state,
      OffsetDateTime createdAt,
      String createdBy,
      OffsetDateTime expiresAt,
      @Nullable OffsetDateTime lastUsedAt) {}

  /** A new token: the only time that its secret is known. */
  public record Created(Token token, String secret) {
    @Override
    public String toString() {
      return "Created[" + token + "]";
    }
  }

  /**
   * A token as a server knows it.
   *
   * @param hash SHA-256 of its secret, in hexadecimal
   * @param state valid, expired or revoked
   * @param useIsOld its last use has to be written down again
   */
  public record Known(long id, String hash, Caller caller, String state, boolean useIsOld) {}

  public Created create(String name, Role role, TablePatterns tables, Duration valid) {
    if (!valid.isPositive() || valid.compareTo(LONGEST) > 0) {
      throw new BadInput("a token for %d days".formatted(valid.toDays()), "give 1 day to 10 years");
    }
    if (!name.matches("[A-Za-z0-9._@-]{1,100}")) {
      throw new BadInput(
          "'%s' is no name for a token".formatted(name),
          "use 1 to 100 letters, digits, dots, dashes, underscores or @");
    }
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Token token =
        database
            .first(
                CREATE,
                Map.of(
                    "name", name,
                    "hash", hash(secret),
                    "role", role.text(),
                    "tables", tables.patterns(),
                    "valid", valid),
                Tokens::token)
            .orElseThrow(
                () ->
                    new BadInput(
                        "there is a token '%s' already".formatted(name),
                        "choose another --name, or revoke it: kalends token revoke " + name));
    return new Created(token, secret);
  }

  /** All that there ever were, the newest first. */
  public List<Token> list() {
    return database.query(LIST, Map.of(), Tokens::token);
  }

  /** From now on it is refused, within a few seconds by servers that have just seen it. */
  public Token revoke(String name) {
    return database
        .first(REVOKE, Map.of("name", name), Tokens::token)
        .orElseThrow(
            () ->
                new NotFound(
                    "there is no token '%s' that could be revoked".formatted(name),
                    "see which there are: kalends token list"));
  }

  /** Those that are good, and those that have ended in the last 30 days. */
  public List<Known> known() {
    return database.query(KNOWN, Map.of(), Tokens::known);
  }

  /** Writes down that a token is used, unless that was done in the last minute. */
  public void markUsed(long id) {
    try {
      database.query(MARK_USED, Map.of("id", id), row -> true);
    } catch (KalendsException _) {
      // A database that only reads still knows who may look.
      return;
    }
  }

  /** In constant time, whatever the two have in common. */
  public static boolean areEqual(String one, String other) {
    return MessageDigest.isEqual(hash(one), hash(other));
  }

  static String hex(String secret) {
    return HexFormat.of().formatHex(hash(secret));
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Known known(Row row) {
    Caller caller =
        new Caller(
            "token:" + row.text("name"),
            Role.parse(row.text("role")),
            new TablePatterns(row.texts("tables")));
    return new Known(
        row.bigint("id"), row.text("hash"), caller, row.text("state"), row.bool("use_is_old"));
  }

  private static Token token(Row row) {
    return new Token(
        row.text("name"),
        Role.parse(row.text("role")),
        new TablePatterns(row.texts("tables")),
        row.text("state"),
        row.time("created_at"),
        row.text("created_by"),
        row.time("expires_at"),
        row.timeOrNull("last_used_at"));
  }
}
