package io.kalends.job;

import io.kalends.domain.Ticker;
import io.kalends.postgres.Acts;
import io.kalends.postgres.Leases;
import io.kalends.postgres.Ledger;
import io.kalends.postgres.Plans;

/** What a worker needs of the outside world. */
public record Doors(
    Plans plans,
    Acts acts,
    Ledger ledger,
    Leases leases,
    ClockGuard clock,
    Ticker ticker,
    MigrationDoors migrations) {}
