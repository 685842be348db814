/** Plain values and rules: no Spring, no JDBC, no clock. Everything else may import this. */
@NullMarked
package io.kalends.domain;

import org.jspecify.annotations.NullMarked;
