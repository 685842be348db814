package io.kalends.domain;

import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One intended change of one table, as {@code kalends.plan_maintenance} puts it: a row of the plan
 * with its exact SQL, the lock it takes, the reason and the verdict. {@code kind} is one of create,
 * drain, catch_all, finalize, detach, drop, analyze, vacuum, record, none. Bounds are lower
 * inclusive, upper exclusive.
 */
public record Action(
    int seq,
    TableName table,
    Step step,
    String kind,
    @Nullable TableName target,
    @Nullable OffsetDateTime lower,
    @Nullable OffsetDateTime upper,
    List<String> statements,
    TransactionMode transaction,
    @Nullable String lockMode,
    @Nullable String lockTarget,
    @Nullable String reason,
    long rowEstimate,
    long bytes,
    Verdict verdict,
    @Nullable String blocker) {

  public Action {
    statements = List.copyOf(statements);
  }

  /** The statements as one text, for people and for the ledger. */
  public String sql() {
    return String.join(";\n", statements);
  }

  public boolean isWork() {
    return verdict == Verdict.DO;
  }

  public boolean isProblem() {
    return verdict == Verdict.BLOCKED || verdict == Verdict.FAULT;
  }

  /** The lock stops an application's reads or writes while it is held or waited for. */
  public boolean stopsApplications() {
    return lockMode != null
        && switch (lockMode) {
          case "ACCESS EXCLUSIVE", "EXCLUSIVE", "SHARE ROW EXCLUSIVE", "SHARE" -> true;
          default -> false;
        };
  }

  /** The partition, or the table when the action is about all of it. */
  public TableName subject() {
    return target == null ? table : target;
  }
}
