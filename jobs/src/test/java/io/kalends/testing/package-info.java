/**
 * Fixtures of the integration tests: a PostgreSQL server of the version that Maven's option {@code
 * -Dpostgres=NN} chooses (14 to 18, default 18), and a new database for each test or each class.
 */
@NullMarked
package io.kalends.testing;

import org.jspecify.annotations.NullMarked;
