package io.kalends.rest;

import io.kalends.control.Migrate;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.Role;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import io.kalends.rest.MigrationViews.MigrationLine;
import io.kalends.rest.MigrationViews.MigrationPlanView;
import io.kalends.rest.MigrationViews.MigrationView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Migrations, step by step, with the words and options of {@code kalends migrate}. */
@RestController
@RequestMapping("/api/v1/migrations")
public final class MigrationsController {

  private final Migrate migrate;
  private final RunStarter starter;

  public MigrationsController(Migrate migrate, RunStarter starter) {
    this.migrate = migrate;
    this.starter = starter;
  }

  @GetMapping
  public List<MigrationLine> list(Caller caller) {
    return migrate.all().stream()
        .filter(each -> caller.tables().allow(each.source()))
        .map(MigrationLine::of)
        .toList();
  }

  @GetMapping("/{table}")
  public MigrationView status(Caller caller, @PathVariable String table) {
    return MigrationView.of(migrate.status(source(caller, table).toString()));
  }

  @PostMapping("/{table}/plan")
  public MigrationPlanView plan(
      Caller caller,
      @PathVariable String table,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    TableName source = source(caller, table);
    return MigrationPlanView.of(migrate.plan(source.toString(), options(caller, source, body)));
  }

  @PostMapping("/{table}/start")
  public ResponseEntity<JobAnswer> start(
      Caller caller,
      @PathVariable String table,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    caller.require(Role.OPERATOR, "migrate a table");
    return run(JobName.MIGRATE, table, new RunStarter.Manner(caller, wait, key, ""), body);
  }

  @PostMapping("/{table}/verify")
  public ResponseEntity<JobAnswer> verify(
      Caller caller,
      @PathVariable String table,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    caller.require(Role.OPERATOR, "compare the tables of a migration");
    return run(JobName.VERIFY, table, new RunStarter.Manner(caller, wait, key, ""), body);
  }

  @PostMapping("/{table}/cutover")
  public ResponseEntity<JobAnswer> cutover(
      Caller caller,
      @PathVariable String table,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    caller.require(Role.ADMIN, "cut over");
    return run(JobName.CUTOVER, table, new RunStarter.Manner(caller, wait, key, ""), body);
  }

  @PostMapping("/{table}/rollback")
  public ResponseEntity<JobAnswer> rollback(
      Caller caller,
      @PathVariable String table,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    caller.require(Role.ADMIN, "roll back");
    return run(JobName.ROLLBACK, table, new RunStarter.Manner(caller, wait, key, ""), body);
  }

  @PostMapping("/{table}/retire")
  public ResponseEntity<JobAnswer> retire(
      Caller caller,
      @PathVariable String table,
      @RequestParam(defaultValue = "30") int wait,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
      @RequestBody(required = false) Bodies.@Nullable Options body) {
    caller.require(Role.ADMIN, "retire the old table");
    return run(JobName.RETIRE, table, new RunStarter.Manner(caller, wait, key, ""), body);
  }

  @PostMapping("/{table}/pause")
  public MigrationView pause(Caller caller, @PathVariable String table) {
    caller.require(Role.OPERATOR, "pause a migration");
    String source = source(caller, table).toString();
    migrate.pause(source);
    return MigrationView.of(migrate.status(source));
  }

  @PostMapping("/{table}/resume")
  public MigrationView resume(Caller caller, @PathVariable String table) {
    caller.require(Role.OPERATOR, "let a migration go on");
    String source = source(caller, table).toString();
    migrate.resume(source);
    return MigrationView.of(migrate.status(source));
  }

  @PostMapping("/{table}/pace")
  public MigrationView pace(
      Caller caller, @PathVariable String table, @RequestBody Bodies.Pace body) {
    caller.require(Role.OPERATOR, "change the pace of a migration");
    String source = source(caller, table).toString();
    String pace = body.pace();
    if (pace == null) {
      throw new BadInput("no pace is named", "say \"pace\": \"gentle\", steady or fast");
    }
    migrate.pace(source, pace);
    return MigrationView.of(migrate.status(source));
  }

  private ResponseEntity<JobAnswer> run(
      JobName job, String table, RunStarter.Manner manner, Bodies.@Nullable Options body) {
    TableName source = source(manner.caller(), table);
    RunRequest request = RunRequest.of(job, source, options(manner.caller(), source, body));
    return starter.start(
        request, manner.about("%s %s %s".formatted(job.text(), source, request.options())));
  }

  /** The table that is made is one that the caller may have to do with, too. */
  private static Map<String, String> options(
      Caller caller, TableName source, Bodies.@Nullable Options body) {
    Map<String, String> options = Bodies.Options.given(body);
    String into = options.get("into");
    if (into != null) {
      caller.require(TableName.parse(into, source.schema()));
    }
    return options;
  }

  /** By its old or its new name; what the caller may not see he is told before it is looked up. */
  private TableName source(Caller caller, String table) {
    TableName wanted = Tables.read(table);
    if (!caller.tables().allowAll()) {
      caller.require(wanted);
    }
    TableName source = migrate.source(wanted.toString());
    caller.require(source);
    return source;
  }
}
