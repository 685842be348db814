/**
 * The SQL brain from outside, on a real server and without the jobs: what the functions of {@code
 * sql/functions} promise, asked as psql would ask.
 */
@NullMarked
package io.kalends.sql;

import org.jspecify.annotations.NullMarked;
