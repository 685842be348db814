package io.kalends.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs sql/install.sql as psql does, as far as its few backslash commands go. */
final class InstallScript {
  private InstallScript() {}

  static void run(Session session, Path script) throws IOException {
    boolean wanted = true;
    String question = "";
    StringBuilder sql = new StringBuilder();
    for (String line : Files.readAllLines(script)) {
      String command = line.strip();
      if (command.endsWith("\\gset")) {
        flush(session, sql);
        question = session.value(command.replace("\\gset", ""));
      } else if (command.startsWith("\\if")) {
        wanted = question.equals("t");
      } else if (command.startsWith("\\endif")) {
        flush(session, sql);
        wanted = true;
      } else if (command.startsWith("\\ir ") && wanted) {
        flush(session, sql);
        session.run(Files.readString(script.resolveSibling(command.substring(4))));
      } else if (!command.startsWith("\\")) {
        sql.append(line).append('\n');
      }
    }
    flush(session, sql);
  }

  private static void flush(Session session, StringBuilder sql) {
    if (!List.of(sql.toString().split("\n")).stream()
        .allMatch(l -> l.isBlank() || l.startsWith("--"))) {
      session.run(sql.toString());
    }
    sql.setLength(0);
  }
}
