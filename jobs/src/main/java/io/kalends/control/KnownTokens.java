package io.kalends.control;

import io.kalends.control.Tokens.Known;
import io.kalends.domain.Caller;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of kalends.token, kept in memory for two seconds, so that a revoked one is good for no
 * longer. One that is not among them is looked for in what is read after it came, so that a new one
 * is good at once; all who wait are answered by one query, so that any number of bad tokens takes
 * one connection at most.
 */
public final class KnownTokens {
  private static final Logger LOG = LoggerFactory.getLogger(KnownTokens.class);
  private static final long GOOD = Duration.ofSeconds(2).toNanos();

  private final Supplier<List<Known>> read;
  private final LongConsumer markUsed;
  private final Ticker ticker;
  private final LogThrottle unknown;
  private final LogThrottle ended;
  private final Object reading = new Object();
  private volatile @Nullable Snapshot latest;
  private @Nullable Failure failure;

  /** {@code marked}: whose use was written down since. */
  private record Snapshot(long begun, Map<String, Known> byHash, Set<Long> marked) {}

  private record Failure(long begun, RuntimeException why) {}

  /**
   * @param read all tokens that are good, and those that have ended of late
   * @param markUsed writes down that a token, by its id, is used
   */
  public KnownTokens(Supplier<List<Known>> read, LongConsumer markUsed, Ticker ticker) {
    this.read = read;
    this.markUsed = markUsed;
    this.ticker = ticker;
    this.unknown = new LogThrottle(ticker);
    this.ended = new LogThrottle(ticker);
  }

  /** Who has this token; empty for one that is unknown, expired or revoked. */
  public Optional<Caller> whose(String secret) {
    long asked = ticker.nanos();
    String hash = Tokens.hex(secret);
    Snapshot snapshot = latest;
    if (snapshot == null
        || asked - snapshot.begun() >= GOOD
        || !snapshot.byHash().containsKey(hash)) {
      snapshot = readAfter(asked);
    }
    Known known = snapshot.byHash().get(hash);
    if (known == null) {
      if (unknown.isOpen()) {
        LOG.info("a token was refused: it is unknown");
      }
      return Optional.empty();
    }
    if (!known.state().equals("valid")) {
      if (ended.isOpen()) {
        LOG.info("{} was refused: it is {}", known.caller().name(), known.state());
      }
      return Optional.empty();
    }
    if (known.useIsOld() && snapshot.marked().add(known.id())) {
      markUsed.accept(known.id());
    }
    return Optional.of(known.caller());
  }

  private Snapshot readAfter(long asked) {
    synchronized (reading) {
      Snapshot snapshot = latest;
      if (snapshot != null && snapshot.begun() - asked >= 0) {
        return snapshot;
      }
      Failure failed = failure;
      if (failed != null && failed.begun() - asked >= 0) {
        throw failed.why();
      }
      snapshot = read(ticker.nanos());
      latest = snapshot;
      return snapshot;
    }
  }

  /** Who waited for it while it failed is told so, and does not try again by himself. */
  private Snapshot read(long begun) {
    try {
      Map<String, Known> byHash =
          read.get().stream().collect(Collectors.toMap(Known::hash, Function.identity()));
      return new Snapshot(begun, byHash, ConcurrentHashMap.newKeySet());
    } catch (RuntimeException e) {
      failure = new Failure(begun, e);
      throw e;
    }
  }
}
