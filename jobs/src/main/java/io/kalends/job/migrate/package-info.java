/**
 * Job {@code migrate}: a monolith becomes a partitioned table while the application writes.
 *
 * <ul>
 *   <li>Steps, each due in one phase of the migration: {@code prepare} makes the shadow, {@code
 *       capture} begins to log the keys that are touched, {@code copy} copies blocks in ranges on
 *       several workers, {@code purge} takes out what was touched meanwhile, {@code index} and
 *       {@code adopt} build the indexes, {@code mirror} applies the log and has every write
 *       mirrored, {@code verify} compares. {@code restart copy} comes whenever the monolith was
 *       rewritten, truncated or altered.
 *   <li>Parameters: table, and those of {@link io.kalends.domain.MigrationOption} for a new one.
 *   <li>Locks: SHARE ROW EXCLUSIVE on the monolith, twice, for milliseconds and within the lock
 *       budget.
 *   <li>Pace: {@link io.kalends.job.migrate.Throttle} says when the next range may be copied, and
 *       how large it is.
 *   <li>Restart: by the phase, and in the copy by the watermark that is committed with the rows.
 *   <li>Exit codes: 0 done or nothing to do, 1 failed or something in the way, 75 busy or paused,
 *       143 stopped.
 * </ul>
 */
@NullMarked
package io.kalends.job.migrate;

import org.jspecify.annotations.NullMarked;
