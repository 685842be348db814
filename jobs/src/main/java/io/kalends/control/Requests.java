package io.kalends.control;

import io.kalends.domain.ExitCode;
import io.kalends.domain.RunReport;
import io.kalends.domain.RunReport.Requested;
import io.kalends.domain.RunRequest;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What SQL has asked for and no function can do itself (VACUUM): carried out, once, by a server, or
 * where none is by whichever run comes by. A request whose run died is claimed again; one that is
 * in the way of a living run is left waiting.
 */
public final class Requests {

  private static final Sql CLAIM = Sql.of("requests/claim");
  private static final Sql FINISH = Sql.of("requests/finish");
  private static final Sql IS_SERVED = Sql.of("requests/is_served");

  private final Database database;
  private final String owner;
  private final Duration ttl;

  /**
   * @param owner this process: while it lives, nobody else takes what it has claimed
   */
  public Requests(Database database, String owner, Duration ttl) {
    this.database = database;
    this.owner = owner;
    this.ttl = ttl;
  }

  private record Claimed(long id, String actor, Errand errand) {

    RunRequest toRun() {
      return errand.toRun("request " + id, actor, null);
    }
  }

  /** Is there a server that carries them out? */
  boolean areServed() {
    return database.one(IS_SERVED, Map.of("ttl", ttl), row -> row.bool("served"));
  }

  /**
   * Carries out what waits, until nothing does or this process is asked to stop. What is in the way
   * of somebody's run is passed over.
   */
  List<Requested> carryOut(Function<RunRequest, RunReport> run, BooleanSupplier stopping) {
    List<Requested> done = new ArrayList<>();
    long behind = 0;
    while (!stopping.getAsBoolean()) {
      Claimed next = claim(behind);
      if (next == null) {
        return done;
      }
      Requested ended = carryOut(next, run);
      done.add(ended);
      behind = ended.exitCode() == ExitCode.STOPPED ? ended.number() : behind;
    }
    return done;
  }

  private Requested carryOut(Claimed request, Function<RunRequest, RunReport> run) {
    Errand.Ended ended = Errand.carryOut(errand -> run.apply(request.toRun()), request.errand());
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("id", request.id());
    values.put("owner", owner);
    values.put("state", ended.state());
    values.put("run_id", ended.runId());
    values.put("message", ended.message());
    database.query(FINISH, values, row -> true);
    return new Requested(
        request.id(), request.errand().what(), ended.code(), ended.runId(), ended.message());
  }

  private @Nullable Claimed claim(long behind) {
    return database
        .first(CLAIM, Map.of("owner", owner, "ttl", ttl, "behind", behind), Requests::claimed)
        .orElse(null);
  }

  private static Claimed claimed(Row row) {
    return new Claimed(row.bigint("id"), row.text("actor"), Errand.of(row));
  }
}
