package io.kalends.job;

import io.kalends.domain.Progress;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of running executions have to know of each other: which tables have failed, and
 * how far the step is.
 */
public final class RunBoard {

  private final Map<Long, Set<TableName>> failed = new ConcurrentHashMap<>();
  private volatile Consumer<Progress> watcher = progress -> {};
  private volatile @Nullable Forecast forecast;
  private Progress.OfTables progress = new Progress.OfTables(Step.CREATE, 0, 0, 0, 0);

  /** Who is told about progress from now on. */
  public void watch(Consumer<Progress> next) {
    watcher = next;
  }

  /** What the next run will find, if nothing happens before. */
  public void expect(Forecast next) {
    forecast = next;
  }

  /** The forecast while it holds: until the first table is worked on. */
  Optional<Forecast> forecast() {
    return Optional.ofNullable(forecast);
  }

  public void markFailed(long runId, TableName table) {
    failed.computeIfAbsent(runId, id -> ConcurrentHashMap.newKeySet()).add(table);
  }

  public boolean hasFailed(long runId, TableName table) {
    return failed.getOrDefault(runId, Set.of()).contains(table);
  }

  void begun(long runId) {
    watcher.accept(new Progress.Begun(runId));
  }

  public void forget(long runId) {
    failed.remove(runId);
    forecast = null;
  }

  /** For work that is not on tables of a plan. */
  void tell(Progress.OfMigration news) {
    watcher.accept(news);
  }

  synchronized void begin(Step step, int tables, long actions) {
    if (tables > 0) {
      forecast = null;
    }
    progress = new Progress.OfTables(step, 0, tables, 0, actions);
    watcher.accept(progress);
  }

  synchronized void actionDone() {
    Progress.OfTables old = progress;
    long done = old.actionsDone() + 1;
    progress =
        new Progress.OfTables(
            old.step(),
            old.tablesDone(),
            old.tablesTotal(),
            done,
            Math.max(done, old.actionsTotal()));
    watcher.accept(progress);
  }

  synchronized void tableDone() {
    Progress.OfTables old = progress;
    progress =
        new Progress.OfTables(
            old.step(),
            old.tablesDone() + 1,
            old.tablesTotal(),
            old.actionsDone(),
            old.actionsTotal());
    watcher.accept(progress);
  }
}
