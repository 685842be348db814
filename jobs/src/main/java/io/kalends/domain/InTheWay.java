package io.kalends.domain;

/** A session that a swap has to wait for, and why, for people. */
public record InTheWay(int pid, String what) {}
