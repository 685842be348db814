package io.kalends.protocol;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The application in an order: some transactions, each in an isolation level of its own. */
final class Writer implements Actor.Script {
  private static final List<String> LEVELS =
      List.of("read committed", "repeatable read", "serializable");

  private static final String MOVED = "tuple to be locked was already moved to another partition";

  private static final List<String> CHANGES =
      List.of(
          "insert into \"T\" (\"iD\", \"At\") values (%1$d, '%3$s')",
          "update \"T\" set v = v + 1 where \"iD\" = %1$d",
          "update \"T\" set \"At\" = '%3$s' where \"iD\" = %1$d",
          "delete from \"T\" where \"iD\" = %1$d",
          "update \"T\" set \"iD\" = %2$d where \"iD\" = %1$d",
          "update \"T\" set v = v + 1, \"At\" = '%3$s' where \"iD\" in (%1$d, %2$d)",
          "update \"T\" set \"iD\" = \"iD\" + 10 where \"iD\" >= 5",
          "insert into \"T\" (\"iD\", \"At\", v) values (%1$d, '%3$s', 7) on conflict (%4$s) do"
              + " update set v = excluded.v, \"At\" = excluded.\"At\"",
          "with gone as (delete from \"T\" where \"iD\" = %1$d returning \"iD\") insert into \"T\""
              + " (\"iD\", \"At\") select \"iD\", '%3$s' from gone",
          "update \"T\" set u = null, \"At\" = '%3$s' where u = %1$d",
          "update \"T\" set u = %2$d where \"iD\" = %1$d",
          "select count(*) from \"T\"");

  private static final List<String> DATES = List.of("2025-01-15", "2025-02-15", "2025-07-01");

  private final RandomGenerator random;
  private final boolean widened;
  private final List<String> failures = new ArrayList<>();
  private final Iterator<List<String>> transactions;
  private Iterator<String> steps = List.<String>of().iterator();
  private String level = "";

  /** widened: the key has the partition column, and rows move between partitions. */
  Writer(RandomGenerator random, int transactions, boolean widened) {
    this.random = random;
    this.widened = widened;
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < transactions; i++) {
      all.add(transaction());
    }
    this.transactions = all.iterator();
  }

  private List<String> transaction() {
    List<String> all = new ArrayList<>();
    all.add("begin isolation level " + LEVELS.get(random.nextInt(LEVELS.size())));
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      String change =
          random.nextInt(60) == 0 ? "truncate \"T\"" : CHANGES.get(random.nextInt(CHANGES.size()));
      all.add(
          change.formatted(
              1 + random.nextInt(8),
              1 + random.nextInt(8),
              DATES.get(random.nextInt(DATES.size())),
              widened ? "\"iD\", \"At\"" : "\"iD\""));
    }
    all.add(random.nextInt(8) == 0 ? "rollback" : "commit");
    return all;
  }

  List<String> failures() {
    return failures;
  }

  @Override
  public Optional<String> next() {
    if (!steps.hasNext()) {
      if (!transactions.hasNext()) {
        return Optional.empty();
      }
      List<String> transaction = transactions.next();
      level = transaction.getFirst();
      steps = transaction.iterator();
    }
    return Optional.of(steps.next());
  }

  @Override
  public void done(String step, Optional<SQLException> error) {
    if (error.isEmpty()) {
      return;
    }
    steps = List.<String>of().iterator();
    SQLException e = error.get();
    String message = String.valueOf(e.getMessage());
    boolean ownFault =
        switch (String.valueOf(e.getSQLState())) {
          case "23505" -> message.contains("\"T_") || widened;
          case "40001" -> !level.contains("read committed") || widened && message.contains(MOVED);
          case "40P01" -> true;
          default -> false;
        };
    if (!ownFault) {
      failures.add("%s, %s: %s %s".formatted(level, step, e.getSQLState(), message));
    }
  }
}
