package io.kalends.bootstrap;

import io.kalends.domain.KalendsException.Misconfigured;
import io.kalends.domain.Role;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * {@code kalends.*} that only a server knows.
 *
 * @param port where it listens; 0 takes any that is free
 * @param host the address that it listens on
 * @param readers connections that answer questions; who finds none waits for a moment
 * @param runs how many it has at once, each with connections of its own
 * @param grace how long it takes to end after SIGTERM, at most
 * @param confirmDropPartitions more partitions are dropped only with the digest of the plan
 * @param confirmDropBytes likewise
 * @param token one that is good without the database, for a pod: KALENDS_TOKEN
 * @param tokenRole what its bearer may do
 * @param jwtIssuer whose JWTs are believed; none, if neither this nor the keys are set
 * @param jwtKeys where the keys of that issuer are (jwks_uri), if it does not say so itself
 * @param jwtAudience what a JWT must name in its audience, so that one for another service is none
 *     for this
 * @param jwtRoleClaim the claim that says viewer, operator or admin
 * @param jwtTablesClaim the claim that says which tables; all, where it is not there
 */
public record ServerSettings(
    @DefaultValue("3001") int port,
    @DefaultValue("127.0.0.1") String host,
    @DefaultValue("10") int readers,
    @DefaultValue("4") int runs,
    @DefaultValue("50s") Duration grace,
    @DefaultValue("6") int confirmDropPartitions,
    @DefaultValue("1GB") DataSize confirmDropBytes,
    @Nullable String token,
    @DefaultValue("admin") String tokenRole,
    @Nullable String jwtIssuer,
    @Nullable String jwtKeys,
    @Nullable String jwtAudience,
    @DefaultValue("kalends_role") String jwtRoleClaim,
    @DefaultValue("kalends_tables") String jwtTablesClaim) {

  private static final int SHORTEST_TOKEN = 20;

  public ServerSettings {
    Settings.within("port", port, 0, 65_535);
    Settings.within("readers", readers, 1, 100);
    Settings.within("runs", runs, 1, 64);
    Settings.within("grace", grace, Duration.ofSeconds(1), Duration.ofHours(1));
    Settings.within("confirm-drop-partitions", confirmDropPartitions, 0, 10_000);
    Settings.within(
        "confirm-drop-bytes", confirmDropBytes, DataSize.ofBytes(0), DataSize.ofTerabytes(1024));
    token = token == null || token.isBlank() ? null : token.strip();
    if (token != null && token.length() < SHORTEST_TOKEN) {
      throw new Misconfigured(
          "setting kalends.token has %d characters".formatted(token.length()),
          "make one of at least %d: openssl rand -hex 32".formatted(SHORTEST_TOKEN));
    }
    Role.parse(tokenRole);
    jwtIssuer = jwtIssuer == null || jwtIssuer.isBlank() ? null : jwtIssuer;
    jwtKeys = jwtKeys == null || jwtKeys.isBlank() ? null : jwtKeys;
    jwtAudience = jwtAudience == null || jwtAudience.isBlank() ? null : jwtAudience;
    if (jwtKeys != null && jwtIssuer == null) {
      throw new Misconfigured(
          "setting kalends.jwt-keys is set, and kalends.jwt-issuer is not",
          "set the issuer too: its keys sign tokens for others as well");
    }
    if (jwtIssuer != null && jwtAudience == null) {
      throw new Misconfigured(
          "setting kalends.jwt-issuer is set, and kalends.jwt-audience is not",
          "set what the issuer names in aud for this service: else a token for another would do");
    }
  }

  /** Only this machine can reach it. */
  boolean isLocal() {
    return host.equals("localhost") || host.equals("::1") || host.startsWith("127.");
  }

  @Override
  public String toString() {
    return "ServerSettings[" + host + ":" + port + "]";
  }

  /** With what the command line says. */
  ServerSettings at(@Nullable String otherHost, @Nullable Integer otherPort) {
    return new ServerSettings(
        otherPort == null ? port : otherPort,
        otherHost == null ? host : otherHost,
        readers,
        runs,
        grace,
        confirmDropPartitions,
        confirmDropBytes,
        token,
        tokenRole,
        jwtIssuer,
        jwtKeys,
        jwtAudience,
        jwtRoleClaim,
        jwtTablesClaim);
  }
}
