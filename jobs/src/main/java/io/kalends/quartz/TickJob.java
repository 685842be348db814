package io.kalends.quartz;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;

/** A schedule is due: on this server, and on no other at the same time. */
@DisallowConcurrentExecution
final class TickJob implements Job {

  private final Timetable timetable;

  TickJob(Timetable timetable) {
    this.timetable = timetable;
  }

  @Override
  public void execute(JobExecutionContext context) {
    timetable.strike(context.getJobDetail().getKey().getName(), due(context));
  }

  /** After another server died in mid-run, when it was due there. */
  private static OffsetDateTime due(JobExecutionContext context) {
    Instant due =
        context.isRecovering()
            ? Instant.ofEpochMilli(
                Long.parseLong(
                    context
                        .getMergedJobDataMap()
                        .getString(
                            Scheduler
                                .FAILED_JOB_ORIGINAL_TRIGGER_SCHEDULED_FIRETIME_IN_MILLISECONDS)))
            : context.getScheduledFireTime().toInstant();
    return due.atOffset(ZoneOffset.UTC);
  }
}
