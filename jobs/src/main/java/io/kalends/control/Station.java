package io.kalends.control;

import io.kalends.postgres.Database;
import io.kalends.postgres.Leases;
import io.kalends.postgres.Ledger;
import io.kalends.postgres.Plans;
import io.kalends.postgres.Presence;
import io.kalends.postgres.RunLocks;

/** What a launch needs of the database: questions, books, locks and our presence in it. */
public record Station(
    Database database,
    Plans plans,
    Ledger ledger,
    Leases leases,
    RunLocks locks,
    Presence presence,
    Requests requests) {}
