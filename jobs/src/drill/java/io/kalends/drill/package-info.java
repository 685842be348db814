/**
 * The drills: real processes of the built program are killed, stopped and paused at every failpoint
 * and at random instants, a server is stopped under them, and many of them work at once. After each
 * round the database is compared with that of an undisturbed run.
 *
 * <p>The classes whose names end in Drill are run by JUnit: {@link MaintenanceDrill}, {@link
 * MigrationDrill} and {@link ServersDrill}. {@code make drill} plays all of it, {@code make
 * drill-sample} what {@link DrillSettings} draws.
 */
@NullMarked
package io.kalends.drill;

import org.jspecify.annotations.NullMarked;
