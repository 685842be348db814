package io.kalends.control;

import io.kalends.domain.KalendsException;
import io.kalends.domain.TableName;
import io.kalends.postgres.QueryProbes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Once around: probes each table whose turn it is. What fails for one table is logged. */
public final class ProbeRound implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeRound.class);

  private final QueryProbes probes;
  private final Duration interval;
  private final Duration limit;

  /**
   * @param interval a table is probed once in it, by whichever server comes first
   * @param limit one table's turn is ended after it
   */
  public ProbeRound(QueryProbes probes, Duration interval, Duration limit) {
    this.probes = probes;
    this.interval = interval;
    this.limit = limit;
  }

  @Override
  public void run() {
    try {
      for (TableName table : probes.due(interval)) {
        if (Thread.currentThread().isInterrupted()) {
          return;
        }
        probe(table);
      }
    } catch (KalendsException e) {
      LOG.warn("the query probe: {} ({})", e.getMessage(), e.mend());
    } catch (RuntimeException | Error e) {
      // the executor would never call again what has thrown
      LOG.error("the query probe: unexpected", e);
    }
  }

  private void probe(TableName table) {
    try {
      probes.probe(table, limit);
    } catch (KalendsException.Unreachable e) {
      throw e;
    } catch (KalendsException e) {
      LOG.warn("the query probe of {}: {} ({})", table, e.getMessage(), e.mend());
    }
  }
}
