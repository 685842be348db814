package io.kalends.job;

import java.util.regex.Pattern;

/** The words of a command line, and the words by which a server's message is known. */
final class CaseWords {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** What the program writes before a message: its name, a severity and a subject, or an act. */
  private static final String OPENING =
      "(kalends: |(info|warning|critical) ([^:]+: )?|(blocked|skipped) [^:]+: |\\s+\\w+"
          + " (failed|refused)[^:]*: |→ )?";

  private static final Pattern BARE =
      Pattern.compile(
          "^\\s*(ERROR|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT|WARNING|NOTICE): ?.*"
              + "|.*(SQLState|SQLSTATE|PL/pgSQL|PSQLException|SQL statement \").*"
              + "|^\\s*(Where|Detail|Hint|Position): .*"
              + "|^\\s+at [a-z]+\\..*|.*\\b(java|org)\\.[a-z]+\\..*Exception.*"
              + "|^\\s*"
              + OPENING
              + "((relation|column|function|operator|type|schema|role|constraint) [^ ]+( [^ ]+)?"
              + " (does not exist|already exists|is not unique)"
              + "|permission denied for .*|must be owner of .*|cannot [a-z]+ .*|invalid input .*"
              + "|could not .*|canceling statement .*|new row for relation .*"
              + "|no partition of relation .*|updated partition .*|value too long .*"
              + "|syntax error .*|duplicate key .*|null value in .*|timestamp out of range"
              + "|partition \".*|query returned .*|current transaction is aborted.*).*");

  private CaseWords() {}

  /** By spaces, but not inside of single quotes. */
  static String[] split(String line) {
    return WORD.matcher(line)
        .results()
        .map(it -> it.group(1) == null ? it.group(2) : it.group(1))
        .toArray(String[]::new);
  }

  static boolean isBare(String line) {
    return BARE.matcher(line).matches();
  }
}
