/**
 * Job {@code retire}: the old table goes, and the new one becomes an ordinary table of the nightly
 * run.
 *
 * <ul>
 *   <li>Steps: {@code audit} compares once more; {@code retire} removes mirror and old table and
 *       registers the new one. Refused before the date, and while old and new differ.
 *   <li>Parameters: table, force (before the date), deadline, end.
 *   <li>Locks: ACCESS EXCLUSIVE on both tables, once, within the lock budget.
 *   <li>Restart: looks at the phase.
 *   <li>Exit codes: 0 done, 1 refused, 75 somebody was in the way until the deadline, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.retire;

import org.jspecify.annotations.NullMarked;
