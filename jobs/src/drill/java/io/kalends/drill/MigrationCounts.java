package io.kalends.drill;

/**
 * How much the drill of migrations does.
 *
 * @param failpoints how many of them are hit
 * @param hits how often each of these
 * @param kills at random instants
 * @param stops of the server
 * @param trips there and back
 * @param wires connections that break
 * @param rewrites of the table in mid-copy
 * @param disks that are full
 */
record MigrationCounts(
    int failpoints, int hits, int kills, int stops, int trips, int wires, int rewrites, int disks) {

  static MigrationCounts of(DrillSettings settings) {
    int hits = settings.hits();
    return settings.isSample()
        ? new MigrationCounts(3, 1, 1, 1, 1, 1, 1, 1)
        : new MigrationCounts(
            Integer.MAX_VALUE, hits, 10 * hits, 3 * hits, 2 * hits, 3 * hits, 3 * hits, hits);
  }
}
