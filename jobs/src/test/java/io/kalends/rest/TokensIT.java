package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kalends.bootstrap.LiveServer;
import io.kalends.bootstrap.Program;
import io.kalends.domain.Role;
import io.kalends.testing.ManualTicker;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tokens from their making to their end, and those that somebody else makes. */
@Execution(ExecutionMode.CONCURRENT)
class TokensIT {

  private static final String HEALTH = "/api/v1/partitions/health";
  private static final String ISSUER = "https://issuer.example";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Test
  void aTokenIsShownOnceKeptAsAHashUsedAndRevoked() {
    Program program = Program.on(database);
    var made =
        program.run("token", "create", "--role", "viewer", "--tables", "events", "--name", "ci");
    assertThat(made.code()).as(made.toString()).isZero();
    String secret = made.out().strip();
    assertThat(secret).matches("kal_[A-Za-z0-9_-]{43}");
    assertThat(made.err()).contains("ci").doesNotContain(secret);
    assertThat(database.value("select t::text from kalends.token t")).doesNotContain(secret);
    assertThat(database.value("select hash = sha256('" + secret + "') from kalends.token"))
        .isEqualTo("t");
    assertThat(program.run("token", "create", "--role", "viewer", "--name", "ci").code())
        .isEqualTo(64);
    ManualTicker ticker = new ManualTicker();
    try (LiveServer server = LiveServer.on(database, ticker)) {
      assertThat(server.get(secret, HEALTH).status()).isEqualTo(200);
      String used = database.value("select last_used_at from kalends.token");
      assertThat(used).isNotEmpty();
      assertThat(server.get(secret, HEALTH).status()).isEqualTo(200);
      assertThat(database.value("select last_used_at from kalends.token")).isEqualTo(used);
      assertThat(program.run("token", "list").out()).contains("ci").doesNotContain(secret);
      assertThat(program.run("token", "revoke", "ci").code()).isZero();
      ticker.advance(Duration.ofSeconds(2));
      assertThat(server.get(secret, HEALTH).status()).isEqualTo(401);
    }
    assertThat(program.run("token", "list").out()).contains("revoked");
  }

  @Test
  void aTokenInUseThatEndsWithinAWeekIsAFinding() {
    database.execute(
        """
        insert into kalends.token (name, hash, role, expires_at, last_used_at) values
          ('used', sha256('a'), 'viewer', now() + interval '6 days', now() - interval '1 day'),
          ('unused', sha256('b'), 'viewer', now() + interval '6 days', now() - interval '20 days'),
          ('later', sha256('c'), 'viewer', now() + interval '9 days', now()),
          ('over', sha256('d'), 'viewer', now() - interval '1 hour', now())
        """);
    assertThat(
            database.rows(
                "select subject, runbook from kalends.health() where finding = 'token_expires'"))
        .containsExactly("used|docs/runbook/serve.md#token_expires");
  }

  @Test
  void anExpiredTokenIsRefusedAndPoisonIsNamed() {
    try (LiveServer server = LiveServer.on(database)) {
      String secret = server.token(Role.VIEWER, "*");
      database.execute("update kalends.token set expires_at = now() - interval '1 second'");
      assertThat(server.get(secret, HEALTH).status()).isEqualTo(401);
    }
    Program program = Program.on(database);
    assertThat(program.run("token", "create", "--role", "king").err()).contains("king", "viewer");
    assertThat(program.run("token", "create", "--role", "viewer", "--expires", "soon").err())
        .contains("soon", "90d");
    assertThat(program.run("token", "create", "--role", "viewer", "--tables", ",").code())
        .isEqualTo(64);
    assertThat(program.run("token", "revoke", "nobody").err()).contains("nobody");
    assertThatThrownBy(() -> database.execute("update kalends.token set role = 'king'"))
        .hasMessageContaining("role must be viewer, operator or admin");
  }

  @Test
  void jwtsOfTheIssuerAreBelievedWithTheirRoleAndTheirTables() throws Exception {
    database.execute(Months.table("events", 3));
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair keys = generator.generateKeyPair();
    HttpServer issuer = publishing((RSAPublicKey) keys.getPublic());
    String where = "http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys";
    try (LiveServer server = LiveServer.believing(database, ISSUER, where)) {
      String good = jwt(keys, ISSUER, 4_000_000_000L, "\"kalends_role\": [\"x\", \"operator\"]");
      assertThat(server.get(good, HEALTH).status()).isEqualTo(200);
      var run = server.post(good, "/api/v1/partitions/analyze", "{\"table\": \"events\"}");
      assertThat(run.status()).as(run.toString()).isEqualTo(200);
      assertThat(database.value("select distinct requested_by from kalends.ledger"))
          .isEqualTo("jwt:somebody");
      String other =
          jwt(
              keys,
              ISSUER,
              4_000_000_000L,
              "\"kalends_role\": \"admin\", \"kalends_tables\": \"goal_*\"");
      assertThat(server.get(other, "/api/v1/partitions/config/events").status()).isEqualTo(403);
      String role = "\"kalends_role\": \"admin\"";
      assertThat(server.get(jwt(keys, "https://evil", 4_000_000_000L, role), HEALTH).status())
          .isEqualTo(401);
      assertThat(server.get(jwt(keys, ISSUER, 1_000_000_000L, role), HEALTH).status())
          .isEqualTo(401);
      assertThat(server.get(jwt(keys, ISSUER, 4_000_000_000L, "\"a\": 1"), HEALTH).status())
          .isEqualTo(401);
      String forged = jwt(generator.generateKeyPair(), ISSUER, 4_000_000_000L, role);
      assertThat(server.get(forged, HEALTH).status()).isEqualTo(401);
      assertThat(server.get("a token of the environment", HEALTH).status()).isEqualTo(200);
      onlyThoseForThisServiceThatEnd(server, keys);
    } finally {
      issuer.stop(0);
    }
  }

  private static void onlyThoseForThisServiceThatEnd(LiveServer server, KeyPair keys)
      throws Exception {
    String role = "\"kalends_role\": \"admin\"";
    String end = "\"exp\": 4000000000, ";
    String body = "{\"iss\": \"%s\", \"sub\": \"somebody\", %%s %s}".formatted(ISSUER, role);
    String here = end + "\"aud\": [\"wiki\", \"kalends\"],";
    assertThat(server.get(signed(keys, "RS256", "at+jwt", body.formatted(here)), HEALTH).status())
        .as("an access token of RFC 9068")
        .isEqualTo(200);
    assertThat(server.get(signed(keys, "RS256", "JWT", body.formatted(end)), HEALTH).status())
        .as("for no audience")
        .isEqualTo(401);
    String there = end + "\"aud\": \"wiki\",";
    assertThat(server.get(signed(keys, "RS256", "JWT", body.formatted(there)), HEALTH).status())
        .as("for another audience")
        .isEqualTo(401);
    String forEver = "\"aud\": \"kalends\",";
    assertThat(server.get(signed(keys, "RS256", "JWT", body.formatted(forEver)), HEALTH).status())
        .as("without an end")
        .isEqualTo(401);
  }

  private static HttpServer publishing(RSAPublicKey key) throws IOException {
    byte[] set = keySet(key).getBytes(StandardCharsets.UTF_8);
    HttpServer issuer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, set.length);
          exchange.getResponseBody().write(set);
          exchange.close();
        });
    issuer.start();
    return issuer;
  }

  private static String keySet(RSAPublicKey key) {
    return "{\"keys\": [{\"kty\": \"RSA\", \"kid\": \"k\", \"alg\": \"RS256\", \"n\": \"%s\", \"e\": \"%s\"}]}"
        .formatted(
            base64(key.getModulus().toByteArray()), base64(key.getPublicExponent().toByteArray()));
  }

  private static String jwt(KeyPair keys, String issuer, long expires, String claims)
      throws Exception {
    String body =
        "{\"iss\": \"%s\", \"sub\": \"somebody\", \"aud\": [\"kalends\"], \"exp\": %d, %s}"
            .formatted(issuer, expires, claims);
    return signed(keys, "RS256", "JWT", body);
  }

  private static String signed(KeyPair keys, String algorithm, String type, String body)
      throws Exception {
    String head = "{\"alg\": \"%s\", \"typ\": \"%s\", \"kid\": \"k\"}".formatted(algorithm, type);
    String signed =
        base64(head.getBytes(StandardCharsets.UTF_8))
            + "."
            + base64(body.getBytes(StandardCharsets.UTF_8));
    Signature signature = Signature.getInstance(algorithm.replace("RS", "SHA") + "withRSA");
    signature.initSign(keys.getPrivate());
    signature.update(signed.getBytes(StandardCharsets.UTF_8));
    return signed + "." + base64(signature.sign());
  }
}
