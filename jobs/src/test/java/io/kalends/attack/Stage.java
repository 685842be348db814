package io.kalends.attack;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.PostgresServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A server of its own with two owners who do not trust each other, {@code app_a} and {@code app_b},
 * and the roles of sql/roles.sql. In each database Kalends is installed by a superuser or by an
 * ordinary role.
 */
final class Stage implements AutoCloseable {
  /** Owns schema kalends where no superuser installs it. */
  static final String INSTALLER = "installer";

  final PostgresServer server = PostgresServer.start();

  Stage() {
    as(
        PostgresServer.SUPERUSER,
        "postgres",
        "drop role kalends; create role installer login; create role app_a login; create role"
            + " app_b login; create role web login");
  }

  /** A new database with Kalends in it. */
  void install(String database, String installer) {
    as(PostgresServer.SUPERUSER, "postgres", "create database " + database);
    as(
        PostgresServer.SUPERUSER,
        database,
        """
        grant create on database %1$s to installer;
        create schema app_a authorization app_a;
        create schema app_b authorization app_b;
        grant create on schema public to app_a;
        set role app_b;
        create table app_b.secret as select 'of app_b' as text;
        create table app_b.billing (at timestamptz not null) partition by range (at);
        """
            .formatted(database));
    Ended installed = program(installer, database).run("install");
    if (installed.code() != 0) {
      throw new IllegalStateException(installed.toString());
    }
    as(installer, database, "select kalends.register('app_b.billing')");
  }

  /** What sql/roles.sql grants, after tables were registered. */
  void grant(String database) {
    try {
      String script = Files.readString(Path.of("sql/roles.sql")).replaceAll("(?m)^\\\\.*$", "");
      as(PostgresServer.SUPERUSER, database, script);
      as(
          PostgresServer.SUPERUSER,
          database,
          "alter role kalends login; alter role kalends_maintainer login; alter role"
              + " kalends_reader login; alter role kalends_tokens login");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String url(String role, String database) {
    return server.url(role, database);
  }

  Program program(String role, String database) {
    return Program.at(url(role, database));
  }

  /** All statements in one session. */
  void as(String role, String database, String... statements) {
    try (Connection connection = server.connect(role, database);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The server's answer to what it refuses, with its SQLSTATE; fails if it does not. */
  String refusal(String role, String database, String sql) {
    try (Connection connection = server.connect(role, database);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      return e.getSQLState() + " " + e.getMessage();
    }
    throw new AssertionError("not refused to " + role + ": " + sql);
  }

  List<String> rows(String database, String sql) {
    List<String> rows = new ArrayList<>();
    try (Connection connection = server.connect(PostgresServer.SUPERUSER, database);
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
    return rows;
  }

  /** app_a gets attempt.sql, and what notes at which of these places code of it is executed. */
  void letAttempt(String database, List<String> places) {
    Stream<String> gains = Stream.of("gain: a secret", "gain: a token", "gain: a policy");
    String sequences =
        Stream.concat(
                gains,
                places.stream()
                    .flatMap(p -> Stream.of(p + " as its owner", p + " as somebody else")))
            .map(name -> "create sequence app_a.\"%s\"".formatted(name))
            .collect(Collectors.joining("; "));
    as(
        "app_a",
        database,
        sequences
            + "; grant usage on all sequences in schema app_a to public; grant usage on schema"
            + " app_a to public",
        resource("attempt.sql"));
  }

  /** What was executed, or gained, by what letAttempt has noted. */
  List<String> called(String database, String pattern) {
    return rows(
        database,
        """
        select c.relname from pg_class c
        where c.relnamespace = 'app_a'::regnamespace and c.relkind = 'S' and c.relname like '%s'
          and pg_sequence_last_value(c.oid) is not null order by 1\
        """
            .formatted(pattern));
  }

  static String resource(String name) {
    try (InputStream in = Stage.class.getResourceAsStream("/attack/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
