package io.kalends.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.LiveServer;
import io.kalends.domain.Role;
import io.kalends.testing.Months;
import io.kalends.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two hundred requests, always the same ones, of somebody with a token of an admin and bad
 * intentions, written to the socket as they are, since a client of good manners would refuse to
 * send some of them.
 */
class HostileRequestsIT {

  private static final List<String> NAMES =
      List.of(
          "events; drop table events",
          "events' or '1'='1",
          "\\u0000",
          "\\ud800",
          "..\\\\..\\\\etc",
          "../../../etc/passwd",
          "pg_catalog.pg_class",
          "kalends.ledger",
          "\\\"\\\"",
          "a.b.c.d",
          "\\u202eevents",
          "${jndi:ldap://127.0.0.1/a}",
          "%s%n%x",
          "x".repeat(5_000),
          "{{7*7}}",
          "events\\r\\nX-Evil: 1");

  private static final List<String> PLACES =
      List.of(
          "/api/v1/partitions/create",
          "/api/v1/partitions/analyze",
          "/api/v1/partitions/vacuum",
          "/api/v1/partitions/cleanup",
          "/api/v1/partitions/maintenance",
          "/api/v1/partitions/adopt",
          "/api/v1/partitions/plan",
          "/api/v1/migrations/events/start",
          "/api/v1/migrations/events/cutover",
          "/api/v1/migrations/events/pace");

  private static final List<String> BODIES =
      List.of(
          "{\"table\": \"NAME\"}",
          "{\"table\": {\"$ne\": null}}",
          "{\"table\": [\"NAME\"]}",
          "{\"table\": 7}",
          "{\"options\": {\"NAME\": \"NAME\"}}",
          "{\"options\": {\"into\": \"NAME\"}}",
          "{\"table\": \"nowhere\", \"monthsAhead\": 99999999999999999999}",
          "{\"table\": \"NAME\", \"retentionMonths\": -1, \"dryRun\": false}",
          "{\"@class\": \"java.lang.ProcessBuilder\", \"table\": \"NAME\"}",
          "{\"table\": \"NAME\", \"dryRun\": \"yes\"}",
          "{\"table\": null, \"unknown\": 1}",
          "{\"steps\": [\"NAME\"]}",
          "{\"tables\": [\"NAME\"]}",
          "[".repeat(5_000),
          "{\"a\":".repeat(1_000),
          "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM"
              + " \"file:///etc/passwd\">]><a>&x;</a>",
          "nul\0l",
          "\"".repeat(99),
          "x".repeat(200_000));

  private static final List<String> PATHS =
      List.of(
          "/api/v1/partitions/config/NAME",
          "/api/v1/partitions/list?table=NAME",
          "/api/v1/partitions/list?limit=NAME",
          "/api/v1/partitions/list?cursor=NAME",
          "/api/v1/runs/NAME",
          "/api/v1/runs?cursor=NAME&limit=99999999999",
          "/api/v1/migrations/NAME",
          "/api/v1/../../actuator/env",
          "/api/v1/%2e%2e/%2e%2e/etc/passwd",
          "/actuator/;/env",
          "//api//v1//partitions//health",
          "/api/v1/partitions/health;jsessionid=1",
          "/%00",
          "/api/v1/partitions/list?table=%C0%80",
          "/api/v1/partitions/list?table=%",
          "/api/v1/partitions/health%0d%0aX-Evil:%201",
          "/" + "a".repeat(20_000));

  private static final List<String> HEADERS =
      List.of(
          "Idempotency-Key: " + "k".repeat(300),
          "Idempotency-Key: \u00ff\u00fe",
          "X-Forwarded-For: ' or 1=1 --",
          "Content-Type: text/html",
          "Content-Type: application/json; charset=utf-32",
          "Content-Type: x",
          "Content-Type: \u2603",
          "Accept: \u2603/",
          "Content-Length: -1",
          "Content-Encoding: gzip",
          "Accept: application/xml",
          "Transfer-Encoding: chunked, chunked",
          "If-Match: \" or 1=1",
          "Expect: 100-continue",
          "Host: evil\r\nHost: worse",
          "Range: bytes=0-18446744073709551615",
          "X-Long: " + "l".repeat(17_000));

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @Test
  void noneIsAnsweredWith5xxAndNothingIsChanged() throws IOException {
    noneIsAnsweredWith5xx(database, 1, 200);
  }

  /** Sends so many requests, drawn by a seed, and compares the database with what it was before. */
  static void noneIsAnsweredWith5xx(TestDatabase database, long seed, int requests)
      throws IOException {
    database.execute(Months.table("events", 20));
    String before = fingerprint(database);
    Random random = new Random(seed);
    List<String> wrong = new ArrayList<>();
    try (LiveServer server = LiveServer.on(database)) {
      String token = server.token(Role.ADMIN, "*");
      for (int i = 0; i < requests; i++) {
        String request = request(random, token);
        String answer = send(server, request);
        if (!answer.matches("(?s)HTTP/1.1 [24].*")
            || Pattern.compile("(?m)^X-Evil|\\tat |Exception|io\\.kalends|root:|<html")
                .matcher(answer)
                .find()) {
          wrong.add(request.substring(0, Math.min(700, request.length())) + "\n-> " + answer);
        }
      }
      assertThat(server.get(token, "/api/v1/partitions/health").status()).isEqualTo(200);
    }
    assertThat(wrong).as("seed " + seed).isEmpty();
    assertThat(fingerprint(database)).as("seed " + seed).isEqualTo(before);
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static String request(Random random, String token) {
    String name = any(random, NAMES);
    boolean post = random.nextInt(3) > 0;
    String path =
        post
            ? any(random, PLACES)
            : any(random, PATHS).replace("NAME", URLEncoder.encode(name, StandardCharsets.UTF_8));
    String verb = post ? "POST" : any(random, List.of("GET", "PUT", "DELETE", "TRACE", "PATCH"));
    String body = post || verb.equals("PUT") ? any(random, BODIES).replace("NAME", name) : "";
    StringBuilder text = new StringBuilder();
    text.append(verb).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    text.append("Authorization: Bearer ").append(token).append("\r\nConnection: close\r\n");
    if (!body.isEmpty()) {
      text.append("Content-Type: application/json\r\nContent-Length: ");
      text.append(body.getBytes(StandardCharsets.UTF_8).length).append("\r\n");
    }
    if (random.nextInt(2) == 0) {
      text.append(any(random, HEADERS)).append("\r\n");
    }
    return text.append("\r\n").append(body).toString();
  }

  /**
   * The answer as text; a server that closes while it is still being written to has refused too.
   */
  private static String send(LiveServer server, String request) throws IOException {
    URI place = URI.create(server.url());
    try (Socket socket = new Socket(place.getHost(), place.getPort())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      try {
        out.write(request.getBytes(StandardCharsets.UTF_8));
        out.flush();
        socket.shutdownOutput();
      } catch (IOException refused) {
        // the answer is there all the same, as a rule
      }
      try {
        String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        answer = answer.replaceFirst("^HTTP/1.1 100 \r\n\r\n", "");
        return answer.isEmpty() ? "HTTP/1.1 400 closed" : answer;
      } catch (SocketException reset) {
        return "HTTP/1.1 413 reset";
      }
    }
  }

  /** Without what a look notes by itself: that the table is there, and under which OID. */
  private static String fingerprint(TestDatabase database) {
    return database.value(
        """
        select count(*) || ' ' || (select count(*) from pg_class) || ' ' || (select md5(string_agg((to_jsonb(c) - '{seen_at,table_oid,updated_at}'::text[])::text, '' order by c.table_schema, c.table_name)) from kalends.partition_config c)
          || ' ' || (select count(*) from kalends.migration) from kalends.ledger\
        """);
  }
}
