package io.kalends.job.migrate;

import io.kalends.job.Undertaking;
import io.kalends.postgres.MigrationBook.Stripe;
import io.kalends.postgres.Protocol.Range;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One copy, from its first range in this run to its last: which stripes are left, who works on
 * which, and how large the next range is.
 */
final class Copy implements Undertaking.Closing {

  private final Undertaking undertaking;
  private final Throttle throttle;
  private final Queue<Stripe> left;
  private final Map<Integer, Lane> lanes = new ConcurrentHashMap<>();
  private final CopyMeter meter;

  Copy(Undertaking undertaking) {
    this.undertaking = undertaking;
    this.throttle = Turns.of(undertaking);
    var stripes = undertaking.doors().book().stripes(undertaking.id());
    this.left =
        new ConcurrentLinkedQueue<>(stripes.stream().filter(each -> !each.finished()).toList());
    this.meter = new CopyMeter(stripes);
  }

  /** What one worker is at. */
  private static final class Lane {
    private @Nullable Stripe stripe;
    private int blocks;
  }

  /** Copies one range; true when there is none left for this worker. */
  boolean pass(int number) {
    Lane lane = lanes.computeIfAbsent(number, key -> new Lane());
    Stripe stripe = lane.stripe == null ? left.poll() : lane.stripe;
    if (stripe == null) {
      return true;
    }
    lane.stripe = stripe;
    lane.blocks = lane.blocks == 0 ? throttle.firstBlocks() : lane.blocks;
    if (!throttle.await(this::mustEnd)) {
      return undertaking.isPaused();
    }
    Range range = copy(stripe, lane);
    meter.copied(stripe.number(), range);
    undertaking.tell(meter.progress(throttle.reasons()));
    if (range.finished()) {
      lane.stripe = null;
    }
    return false;
  }

  private Range copy(Stripe stripe, Lane lane) {
    meter.begin();
    long start = undertaking.ticker().nanos();
    try {
      return undertaking
          .doors()
          .protocol()
          .copyRange(undertaking.mandate(), undertaking.id(), stripe.number(), lane.blocks);
    } finally {
      Duration took = undertaking.ticker().since(start);
      lane.blocks = throttle.after(lane.blocks, took);
    }
  }

  private boolean mustEnd() {
    if (!throttle.reasons().isEmpty()) {
      undertaking.tell(meter.progress(throttle.reasons()));
      undertaking.lookForPause();
    }
    return undertaking.isStopped() || undertaking.isPaused();
  }

  /** What this run has copied stands in the ledger, also when it does not come to the end. */
  @Override
  public void close() {
    if (meter.rows() > 0) {
      undertaking.book("copy", meter.rows(), meter.describe());
    }
  }
}
