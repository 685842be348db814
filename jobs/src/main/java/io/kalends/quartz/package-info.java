/**
 * Schedules by Quartz: it tells when a schedule is due, on one server of all, also when another one
 * died. What is due and when next is asked of control; Quartz has no cron of its own here, since
 * its own passes over an hour that the clocks skip (docs/adr/0015).
 */
@NullMarked
package io.kalends.quartz;

import org.jspecify.annotations.NullMarked;
