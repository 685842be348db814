package io.kalends.control;

import io.kalends.domain.Ticker;
import io.kalends.postgres.Database;
import io.kalends.postgres.Leases;
import io.kalends.postgres.Ledger;
import io.kalends.postgres.Plans;
import io.kalends.postgres.Presence;
import io.kalends.postgres.RunLocks;

/** What a launch needs of the database: questions, books, locks, our presence in it and time. */
public record Station(
    Database database,
    Plans plans,
    Ledger ledger,
    Leases leases,
    RunLocks locks,
    Presence presence,
    Requests requests,
    Ticker ticker) {}
