package io.kalends.rest;

import io.kalends.control.Schedules;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.Overrides;
import io.kalends.domain.Role;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the servers run by themselves, and when. A schedule concerns every table. */
@RestController
@RequestMapping("/api/v1/schedules")
public final class SchedulesController {

  private final Schedules schedules;
  private final JsonMapper mapper;
  private final DropGuard drops;

  public SchedulesController(Schedules schedules, JsonMapper mapper, DropGuard drops) {
    this.schedules = schedules;
    this.mapper = mapper;
    this.drops = drops;
  }

  public record ScheduleList(List<ScheduleView> schedules) {}

  /** {@code nextRun} is null where nothing will run; {@code offBecause} says why. */
  public record ScheduleView(
      String name,
      String job,
      JsonNode parameters,
      String cron,
      String timeZone,
      String misfire,
      boolean enabled,
      boolean running,
      Schedules.Last last,
      @Nullable OffsetDateTime nextRun,
      @Nullable String offBecause,
      String changedBy,
      OffsetDateTime changedAt) {}

  /** What is null or left out keeps its value. */
  public record ScheduleChange(
      @Nullable String job,
      @Nullable String cron,
      @Nullable String timeZone,
      @Nullable String misfire,
      @Nullable Map<String, String> parameters,
      @Nullable Boolean enabled) {}

  /** The run that a server begins for it is that of the tick {@code dueAt}. */
  public record Started(String schedule, OffsetDateTime dueAt) {}

  @GetMapping
  public ScheduleList list(Caller caller) {
    return new ScheduleList(
        schedules.list().stream().filter(each -> maySee(caller, each)).map(this::view).toList());
  }

  @GetMapping("/{name}")
  public ScheduleView show(Caller caller, @PathVariable String name) {
    return view(find(caller, name));
  }

  /** One of a single table, by whoever may see that table; one of all tables by everybody. */
  private boolean maySee(Caller caller, Schedules.Schedule schedule) {
    JsonNode table = mapper.readTree(schedule.parameters()).get("table");
    return table == null || caller.tables().allow(TableName.parse(table.asString()));
  }

  @PutMapping("/{name}")
  public ScheduleView set(
      Caller caller, @PathVariable String name, @RequestBody ScheduleChange body) {
    caller.require(Role.ADMIN, "change a schedule").require(null);
    Schedules.Change change =
        new Schedules.Change(
            body.job(),
            body.cron(),
            body.timeZone(),
            body.misfire(),
            body.parameters(),
            body.enabled());
    return view(schedules.set(name, change, caller.name()));
  }

  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  public void remove(Caller caller, @PathVariable String name) {
    caller.require(Role.ADMIN, "remove a schedule").require(null);
    find(caller, name);
    schedules.remove(name);
  }

  @PostMapping("/{name}/run")
  @ResponseStatus(HttpStatus.ACCEPTED)
  public Started run(
      Caller caller,
      @PathVariable String name,
      @RequestParam(required = false) @Nullable String planDigest) {
    Schedules.Schedule schedule = find(caller, name);
    Role needed = schedule.job().equals("drop") ? Role.ADMIN : Role.OPERATOR;
    caller.require(needed, "run a schedule").require(null);
    drops.require(caller, question(schedule), planDigest);
    return new Started(name, schedules.run(name));
  }

  private Plans.Question question(Schedules.Schedule schedule) {
    JsonNode parameters = mapper.readTree(schedule.parameters());
    JsonNode table = parameters.get("table");
    JsonNode maxDrops = parameters.get("max_drops");
    return DropGuard.question(
        JobName.parse(schedule.job()),
        table == null ? null : TableName.parse(table.asString()),
        maxDrops == null ? null : Integer.valueOf(maxDrops.asString()),
        Overrides.NONE);
  }

  private Schedules.Schedule find(Caller caller, String name) {
    return schedules
        .find(name)
        .filter(each -> maySee(caller, each))
        .orElseThrow(
            () ->
                new NotFound(
                    "there is no schedule of this name", "GET /api/v1/schedules shows them"));
  }

  private ScheduleView view(Schedules.Schedule each) {
    return new ScheduleView(
        each.name(),
        each.job(),
        mapper.readTree(each.parameters()),
        each.cron(),
        each.timeZone(),
        each.misfire(),
        each.enabled(),
        each.running(),
        each.last(),
        each.nextRun(),
        each.offBecause(),
        each.changedBy(),
        each.changedAt());
  }
}
