package io.kalends.rest;

import io.kalends.control.JobStates;
import io.kalends.control.Look;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.Overrides;
import io.kalends.domain.Plan;
import io.kalends.domain.Role;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The eight endpoints of the requirements, with their bodies and parameters word for word. */
@RestController
@RequestMapping("/api/v1/partitions")
public final class PartitionsController {

  private static final String KEY = "Idempotency-Key";

  private final Glance glance;
  private final Look look;
  private final JobStates states;
  private final Tables tables;
  private final Guarded guarded;

  /** What starts runs here, and under which conditions. */
  public record Guarded(RunStarter starter, DropGuard drops, boolean enabled) {}

  public PartitionsController(
      Glance glance, Look look, JobStates states, Tables tables, Guarded guarded) {
    this.glance = glance;
    this.look = look;
    this.states = states;
    this.tables = tables;
    this.guarded = guarded;
  }

  @GetMapping("/health")
  public Views.HealthView health(Caller caller) {
    return glance.health(caller);
  }

  @GetMapping("/list")
  public Views.PartitionPage list(
      Caller caller,
      @RequestParam(required = false) @Nullable String table,
      @RequestParam(defaultValue = "1000") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    TableName one = table == null ? null : tables.require(caller, table);
    return glance.partitions(caller, one, new Page(limit, cursor));
  }

  @GetMapping("/status")
  public Views.StatusView status(Caller caller) {
    List<JobStates.JobState> jobs = states.read(caller.tables());
    boolean running = jobs.stream().anyMatch(JobStates.JobState::running);
    return new Views.StatusView(guarded.enabled(), running, jobs);
  }

  @PostMapping("/create")
  public ResponseEntity<JobAnswer> create(
      Caller caller,
      @RequestBody Bodies.Create body,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = KEY, required = false) @Nullable String key) {
    caller.require(Role.OPERATOR, "create partitions");
    TableName table = tables.find(caller, body.table());
    Integer ahead = body.monthsAhead() == null ? null : glance.periods(table, body.monthsAhead());
    Asked asked = new Asked(JobName.CREATE_ONLY, table, null, new Overrides(null, ahead));
    return run(asked.toRun(false), manner(caller, wait, key, "create " + body));
  }

  @PostMapping("/analyze")
  public ResponseEntity<JobAnswer> analyze(
      Caller caller,
      @RequestBody Bodies.Analyze body,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = KEY, required = false) @Nullable String key) {
    caller.require(Role.OPERATOR, "analyze");
    TableName table = tables.find(caller, body.table());
    Asked asked = new Asked(JobName.ANALYZE_ONLY, table, null, Overrides.NONE);
    return run(asked.toRun(false), manner(caller, wait, key, "analyze " + body));
  }

  @PostMapping("/vacuum")
  public ResponseEntity<JobAnswer> vacuum(
      Caller caller,
      @RequestBody Bodies.Vacuum body,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = KEY, required = false) @Nullable String key) {
    boolean full = Boolean.TRUE.equals(body.full());
    caller.require(full ? Role.ADMIN : Role.OPERATOR, full ? "VACUUM FULL" : "vacuum");
    TableName table = tables.find(caller, body.table());
    Asked asked = new Asked(JobName.VACUUM_ONLY, table, null, Overrides.NONE);
    return run(asked.toRun(full), manner(caller, wait, key, "vacuum " + body));
  }

  @PostMapping("/cleanup")
  public ResponseEntity<JobAnswer> cleanup(
      Caller caller,
      @RequestBody Bodies.Cleanup body,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = KEY, required = false) @Nullable String key) {
    TableName table = tables.find(caller, body.table());
    Overrides overrides = new Overrides(body.retentionMonths(), null);
    Asked asked = new Asked(JobName.DROP_ONLY, table, body.maxDrops(), overrides);
    if (Boolean.TRUE.equals(body.dryRun())) {
      return ResponseEntity.ok(PlanAnswer.of(plan(asked)));
    }
    caller.require(Role.ADMIN, "drop");
    guarded.drops().require(caller, asked.question(), body.planDigest());
    return run(asked.toRun(false), manner(caller, wait, key, "cleanup " + body));
  }

  @PostMapping("/maintenance")
  public ResponseEntity<JobAnswer> maintenance(
      Caller caller,
      @RequestBody Bodies.Maintenance body,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = KEY, required = false) @Nullable String key) {
    TableName table = tables.find(caller, body.table());
    Asked asked = new Asked(JobName.MAINTENANCE, table, body.maxDrops(), Overrides.NONE);
    if (Boolean.TRUE.equals(body.dryRun())) {
      return ResponseEntity.ok(PlanAnswer.of(plan(asked)));
    }
    caller.require(Role.OPERATOR, "start the maintenance");
    guarded.drops().require(caller, asked.question(), body.planDigest());
    return run(asked.toRun(false), manner(caller, wait, key, "maintenance " + body));
  }

  /** A job with what was said about it. */
  private record Asked(
      JobName job, @Nullable TableName table, @Nullable Integer maxDrops, Overrides overrides) {

    RunRequest toRun(boolean full) {
      return new RunRequest(job, null, table, maxDrops, full, Map.of(), overrides, null, null);
    }

    Plans.Question question() {
      return DropGuard.question(job, table, maxDrops, overrides);
    }
  }

  private Plan plan(Asked asked) {
    return look.plan(asked.question());
  }

  private ResponseEntity<JobAnswer> run(RunRequest request, RunStarter.Manner manner) {
    return guarded.starter().start(request, manner);
  }

  private static RunStarter.Manner manner(
      Caller caller, int wait, @Nullable String key, String question) {
    return new RunStarter.Manner(caller, wait, key, question);
  }
}
