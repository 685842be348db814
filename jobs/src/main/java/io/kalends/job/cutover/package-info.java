/**
 * Job {@code cutover}: the partitioned table takes the monolith's place. To start it is to approve.
 *
 * <ul>
 *   <li>Steps: {@code prepare swap} (what can be made before, each a transaction), {@code swap},
 *       {@code finish swap} (constraints are validated).
 *   <li>Parameters: table, deadline (10 minutes), end (sessions that may be ended if they are in
 *       the way).
 *   <li>Locks: ACCESS EXCLUSIVE on both tables, once, within the lock budget. It waits for the
 *       window of the cut-over, for old snapshots and for locks, with pauses that grow.
 *   <li>Restart: looks at the phase; before the swap nothing has happened, after it only the end is
 *       left.
 *   <li>Exit codes: 0 done, 1 refused, 75 somebody was in the way until the deadline, 143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.cutover;

import org.jspecify.annotations.NullMarked;
