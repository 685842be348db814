/**
 * A monolith becomes a partitioned table while the application writes.
 *
 * <p>{@link io.kalends.job.migrate.Throttle} says when the next range may be copied, and how large
 * it is.
 */
@NullMarked
package io.kalends.job.migrate;

import org.jspecify.annotations.NullMarked;
