package io.kalends.bootstrap;

import io.kalends.domain.KalendsException.Misconfigured;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code postgres://}, {@code postgresql://}, {@code jdbc:postgresql:} and libpq's PG*
 * variables.
 *
 * <p>Rules are libpq's: percent-decoding, several hosts, what the URL leaves open is taken from the
 * variables. Parameters of other drivers in a shared DATABASE_URL (Prisma's {@code schema}, {@code
 * connection_limit} …) are left out. No message contains a part of the URL that may be a password.
 */
final class ConnectionUrlParser {
  private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
  private static final Pattern HOST = Pattern.compile("\\[[0-9A-Fa-f:.%]+]|[^\\[\\]:@/\\s]*");

  private final Map<String, String> environment;
  private final String origin;

  ConnectionUrlParser(Map<String, String> environment, String origin) {
    this.environment = environment;
    this.origin = origin;
  }

  ConnectionUrl parse(String url) {
    if (url.startsWith("jdbc:postgresql:")) {
      return parseJdbc(url.substring("jdbc:postgresql:".length()));
    }
    if (url.startsWith("postgres://") || url.startsWith("postgresql://")) {
      return parseRest(url.substring(url.indexOf("//") + 2), false);
    }
    if (url.startsWith("jdbc:postgres://")) {
      throw refuse(
          "jdbc:postgres:// is no JDBC address", "write jdbc:postgresql://host:port/database");
    }
    throw refuse(
        "this is no PostgreSQL address", "write postgres://user:password@host:port/database");
  }

  ConnectionUrl fromVariables() {
    var host = firstSet("PGHOSTADDR", "PGHOST", "localhost");
    return build(hosts(host, firstSet("PGPORT", "5432")), null, null, null, Map.of());
  }

  private ConnectionUrl parseJdbc(String rest) {
    if (rest.startsWith("//")) {
      return parseRest(rest.substring(2), true);
    }
    return parseRest("/" + rest, true);
  }

  private ConnectionUrl parseRest(String rest, boolean jdbc) {
    int question = rest.indexOf('?');
    var parameters = parameters(question < 0 ? "" : rest.substring(question + 1), jdbc);
    var front = question < 0 ? rest : rest.substring(0, question);
    int slash = front.indexOf('/');
    var authority = slash < 0 ? front : front.substring(0, slash);
    var database = slash < 0 ? "" : front.substring(slash + 1);
    int at = authority.lastIndexOf('@');
    if (at < 0 && rest.indexOf('@', Math.max(slash, 0)) >= 0 && slash >= 0 && !jdbc) {
      throw refuse(
          "the part before the @ contains an unescaped / or ?",
          "percent-encode the password: / is %2F, ? is %3F, @ is %40, # is %23");
    }
    var credentials = at < 0 ? "" : authority.substring(0, at);
    int colon = credentials.indexOf(':');
    var user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
    var password = colon < 0 ? null : decode(credentials.substring(colon + 1));
    user = or(parameters.remove("user"), user);
    password = or(parameters.remove("password"), password);
    var named = or(parameters.remove("dbname"), decode(database));
    var hosts = hosts(parameters, authority.substring(at + 1));
    return build(hosts, named, user, password, parameters);
  }

  private List<String> hosts(Map<String, String> parameters, String authority) {
    var host = parameters.remove("host");
    var port = parameters.remove("port");
    if (host != null) {
      return hosts(host, port == null ? firstSet("PGPORT", "5432") : port);
    }
    if (authority.isEmpty()) {
      var fallback = firstSet("PGHOSTADDR", "PGHOST", "localhost");
      return hosts(fallback, port == null ? firstSet("PGPORT", "5432") : port);
    }
    var found = new ArrayList<String>();
    for (var one : authority.split(",", -1)) {
      int colon = one.lastIndexOf(':') > one.lastIndexOf(']') ? one.lastIndexOf(':') : -1;
      var number = colon < 0 ? (port == null ? "5432" : port) : one.substring(colon + 1);
      found.add(hostAndPort(decode(colon < 0 ? one : one.substring(0, colon)), number));
    }
    return found;
  }

  /** As libpq: a list of hosts, and one port for all or one for each. */
  private List<String> hosts(String names, String numbers) {
    var hosts = names.split(",", -1);
    var ports = numbers.split(",", -1);
    var found = new ArrayList<String>();
    for (int i = 0; i < hosts.length; i++) {
      var host =
          hosts[i].contains(":") && !hosts[i].startsWith("[") ? "[" + hosts[i] + "]" : hosts[i];
      found.add(hostAndPort(host, ports.length == 1 ? ports[0] : i < ports.length ? ports[i] : ""));
    }
    return found;
  }

  private String hostAndPort(String host, String port) {
    if (host.startsWith("/")) {
      throw refuse(
          "the host is a Unix socket directory, which the JDBC driver cannot use",
          "give a host name, e.g. localhost, and let the server listen there");
    }
    if (!HOST.matcher(host).matches()) {
      throw refuse("the host name is not valid", "write host, host:port or [IPv6]:port");
    }
    boolean number = PORT.matcher(port).matches() && Integer.parseInt(port) <= 65535;
    if (!port.isEmpty() && !number) {
      throw refuse("the port is not a number from 1 to 65535", "write host:port, usually :5432");
    }
    return (host.isEmpty() ? "localhost" : host) + ":" + (port.isEmpty() ? "5432" : port);
  }

  private ConnectionUrl build(
      List<String> hosts,
      @Nullable String database,
      @Nullable String userName,
      @Nullable String secret,
      Map<String, String> parameters) {
    var user = or(userName, or(environment.get("PGUSER"), System.getProperty("user.name")));
    var password = or(secret, environment.get("PGPASSWORD"));
    var name = or(database, environment.get("PGDATABASE"));
    if (name == null) {
      name = user == null ? "postgres" : user;
    }
    var properties = DriverParameters.translate(parameters, environment);
    var place = String.join(",", hosts);
    return new ConnectionUrl(
        "jdbc:postgresql://" + place + "/" + encode(name),
        user,
        password,
        properties,
        user + "@" + place + "/" + name,
        origin);
  }

  private Map<String, String> parameters(String query, boolean jdbc) {
    var found = new LinkedHashMap<String, String>();
    for (var pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        var name = decode(pair.substring(0, equals));
        var value = pair.substring(equals + 1);
        // pgjdbc decodes like a form (+ is a space), libpq does not.
        found.put(name, decode(jdbc ? value.replace("+", "%20") : value));
      }
    }
    return found;
  }

  private String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    var bytes = new java.io.ByteArrayOutputStream();
    var raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int value = raw[i];
      if (value == '%') {
        int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
        int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw refuse("a % is not followed by two hexadecimal digits", "write a literal % as %25");
        }
        value = high * 16 + low;
        i += 2;
      }
      bytes.write(value);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String firstSet(String... namesThenDefault) {
    for (int i = 0; i < namesThenDefault.length - 1; i++) {
      var value = environment.get(namesThenDefault[i]);
      if (value != null && !value.isBlank()) {
        return value;
      }
    }
    return namesThenDefault[namesThenDefault.length - 1];
  }

  private static @Nullable String or(@Nullable String first, @Nullable String second) {
    return first == null || first.isEmpty() ? second : first;
  }

  private Misconfigured refuse(String what, String mend) {
    return new Misconfigured("database address in " + origin + ": " + what, mend);
  }
}
