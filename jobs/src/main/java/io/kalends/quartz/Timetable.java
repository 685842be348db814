package io.kalends.quartz;

import static org.quartz.SimpleScheduleBuilder.simpleSchedule;

import io.kalends.control.Schedules;
import io.kalends.control.Schedules.Timing;
import io.kalends.control.Ticks;
import io.kalends.control.Ticks.Struck;
import io.kalends.domain.KalendsException.Failed;
import io.kalends.domain.KalendsException.Unreachable;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schedules in Quartz: each a job with one trigger, for its next tick. A tick that strikes sets
 * the next one before it runs. All of that may happen twice or late: a tick has a row of its own,
 * which is written once.
 */
public final class Timetable {

  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);
  private static final String GROUP = "kalends";
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Scheduler scheduler;
  private final Schedules schedules;
  private final Ticks ticks;
  private final Ticker ticker;
  private volatile boolean stopping;

  public Timetable(Scheduler scheduler, Schedules schedules, Ticks ticks, Ticker ticker) {
    this.scheduler = scheduler;
    this.schedules = schedules;
    this.ticks = ticks;
    this.ticker = ticker;
  }

  public void start() {
    try {
      scheduler.setJobFactory((bundle, itself) -> new TickJob(this));
      follow();
      scheduler.start();
    } catch (SchedulerException e) {
      throw failed("cannot be started", e);
    }
  }

  /** Makes Quartz's triggers those of kalends.schedule; for each change of it, and as a net. */
  public void follow() {
    try {
      Set<String> on = new HashSet<>();
      for (Timing each : schedules.timings()) {
        on.add(each.schedule());
        if (!isSet(scheduler.getTrigger(key(each.schedule())), each)) {
          set(each.schedule(), each.next(), each.timing());
        }
      }
      for (JobKey job : scheduler.getJobKeys(GroupMatcher.jobGroupEquals(GROUP))) {
        if (!on.contains(job.getName())) {
          scheduler.deleteJob(job);
          LOG.info("schedule {} is off", job.getName());
        }
      }
    } catch (SchedulerException e) {
      throw failed("cannot follow kalends.schedule", e);
    }
  }

  /** Begins no tick any more; what runs goes on. */
  public void stop() {
    stopping = true;
    try {
      scheduler.standby();
    } catch (SchedulerException e) {
      throw failed("cannot be stopped", e);
    }
  }

  /** Waits until no tick runs here any more. */
  public void close() {
    stopping = true;
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("the timetable was not closed: {}", e.getMessage());
    }
  }

  /**
   * A schedule is due. While the database cannot be reached it is tried again, since Quartz has
   * forgotten this tick.
   */
  void strike(String schedule, OffsetDateTime due) {
    Optional<Struck> struck = Optional.empty();
    boolean asked = false;
    do {
      try {
        struck = ticks.strike(schedule, due);
        struck.ifPresent(each -> setNext(schedule, each));
        asked = true;
      } catch (Unreachable e) {
        LOG.warn("{} is due at {}, and waits: {}", schedule, due, e.getMessage());
        pause();
      }
    } while (!asked && !stopping);
    struck.map(Struck::mine).ifPresent(ticks::run);
  }

  private void setNext(String schedule, Struck struck) {
    try {
      set(schedule, struck.next(), struck.timing());
    } catch (SchedulerException e) {
      // follow() finds that there is no next one
      LOG.warn("schedule {}: {}", schedule, e.getMessage());
    }
  }

  private static boolean isSet(@Nullable Trigger trigger, Timing wanted) {
    return trigger != null
        && wanted.timing().equals(trigger.getDescription())
        && trigger.getNextFireTime() != null;
  }

  private void set(String schedule, OffsetDateTime next, String timing) throws SchedulerException {
    JobDetail job =
        JobBuilder.newJob(TickJob.class)
            .withIdentity(schedule, GROUP)
            .storeDurably()
            .requestRecovery()
            .build();
    Trigger trigger =
        TriggerBuilder.newTrigger()
            .withIdentity(key(schedule))
            .withDescription(timing)
            .startAt(Date.from(next.toInstant()))
            .withSchedule(simpleSchedule().withMisfireHandlingInstructionIgnoreMisfires())
            .build();
    scheduler.scheduleJob(job, Set.of(trigger), true);
  }

  private static TriggerKey key(String schedule) {
    return TriggerKey.triggerKey(schedule, GROUP);
  }

  private static Failed failed(String what, SchedulerException e) {
    return new Failed(
        "the timetable %s: %s".formatted(what, e.getMessage()), "see the log for the cause", e);
  }

  private void pause() {
    try {
      ticker.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
