package io.kalends.drill;

/**
 * How much the drill of the maintenance does.
 *
 * @param tables in the database, 40 or 20
 * @param failpoints how many of them are hit
 * @param hits how often each of these
 * @param kills at random instants
 * @param zombies processes that are paused, taken over and continued
 * @param others stops by SIGTERM, of the server, and two runs at once, of each kind
 * @param launcherRounds rounds of many launchers at once; one of every ten has a paused one
 */
record MaintenanceCounts(
    int tables, int failpoints, int hits, int kills, int zombies, int others, int launcherRounds) {

  static MaintenanceCounts of(DrillSettings settings) {
    int hits = settings.hits();
    return settings.isSample()
        ? new MaintenanceCounts(20, 3, 1, 1, 1, 1, 2)
        : new MaintenanceCounts(
            40, Integer.MAX_VALUE, hits, 3 * hits, Zombies.POINTS.size(), hits, 10 * hits);
  }
}
