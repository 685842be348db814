package io.kalends.control;

import io.kalends.domain.KalendsException;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.postgres.Database;
import io.kalends.postgres.Sql;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on with the runs of servers that died. Those of a schedule or a request are taken over with
 * their row; these are the others, which somebody asked a server for. What a command line began is
 * left to whoever began it, and so is what swaps or drops a table for good.
 */
public final class Recovery {

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private static final Sql DEAD = Sql.of("recovery/dead");

  private final Database database;
  private final Desk desk;
  private final Duration ttl;
  private final Set<Long> tried = ConcurrentHashMap.newKeySet();

  public Recovery(Database database, Desk desk, Duration ttl) {
    this.database = database;
    this.desk = desk;
    this.ttl = ttl;
  }

  /** Restarts what it finds; the run's lock sees to it that only one server does. */
  public void look() {
    List<Long> dead =
        database.query(DEAD, Map.of("ttl", ttl), row -> row.bigint("job_execution_id"));
    for (Long run : dead) {
      if (tried.add(run)) {
        restart(run);
      }
    }
    tried.retainAll(new HashSet<>(dead));
  }

  private void restart(long run) {
    try {
      desk.restart(run, null).report().whenComplete((report, e) -> tell(run, e));
      LOG.info("run {} was left by a server that died: it is restarted", run);
    } catch (KalendsException e) {
      tried.remove(run);
      LOG.info("run {} was left by a server that died, and waits: {}", run, e.getMessage());
    }
  }

  /** Another server may have come first, and this one finds it at work: that is as it should be. */
  private static void tell(long run, @Nullable Throwable failure) {
    Throwable e = failure instanceof CompletionException ? failure.getCause() : failure;
    if (e != null && !(e instanceof Busy) && !(e instanceof Unreachable)) {
      LOG.warn("run {} could not be restarted: {}", run, e.getMessage());
    }
  }
}
