/**
 * What the integration tests stand on: a real server of the version asked for ({@code
 * -Dpostgres.version=14}, default 18), and a fresh database for each test.
 */
@NullMarked
package io.kalends.testing;

import org.jspecify.annotations.NullMarked;
