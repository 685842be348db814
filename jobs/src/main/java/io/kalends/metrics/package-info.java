/** Gauges read from the database for Micrometer, and whether this server is ready. */
@NullMarked
package io.kalends.metrics;

import org.jspecify.annotations.NullMarked;
