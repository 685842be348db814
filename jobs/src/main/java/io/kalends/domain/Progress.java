package io.kalends.domain;

/** How far a run is, for a line on a terminal: tables and actions of the step that is running. */
public record Progress(
    Step step, int tablesDone, int tablesTotal, long actionsDone, long actionsTotal) {}
