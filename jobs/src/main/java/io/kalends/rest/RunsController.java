package io.kalends.rest;

import io.kalends.control.Runs;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.Role;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What ran, on whichever machine; restart, recover, stop. */
@RestController
@RequestMapping("/api/v1/runs")
public final class RunsController {

  private static final int MOST = 1_000;

  /** Whoever may not start these may not go on with them either. */
  private static final Set<JobName> FOR_ADMINS =
      Set.of(JobName.DROP_ONLY, JobName.CUTOVER, JobName.ROLLBACK, JobName.RETIRE);

  private final Runs runs;
  private final RunStarter starter;
  private final DropGuard drops;

  public RunsController(Runs runs, RunStarter starter, DropGuard drops) {
    this.runs = runs;
    this.starter = starter;
    this.drops = drops;
  }

  public record Recovered(List<String> mended) {}

  public record Stopped(List<Long> asked) {}

  @GetMapping
  public Views.RunPage list(
      Caller caller,
      @RequestParam(defaultValue = "100") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    Page page = new Page(limit, cursor);
    int most = Math.min(limit, MOST);
    List<Runs.Run> found = runs.list(page.number(), most);
    String next = found.size() < most ? null : String.valueOf(found.getLast().id());
    return new Views.RunPage(
        found.stream().filter(each -> maySee(caller, each)).map(Views.RunView::of).toList(), next);
  }

  @GetMapping("/{id}")
  public Views.RunDetail show(Caller caller, @PathVariable long id) {
    return Views.RunDetail.of(find(caller, id));
  }

  @PostMapping("/{id}/restart")
  public ResponseEntity<JobAnswer> restart(
      Caller caller,
      @PathVariable long id,
      @RequestParam(defaultValue = "30") int wait,
      @RequestParam(required = false) @Nullable String planDigest,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
    Runs.Run run = find(caller, id).run();
    boolean admin = FOR_ADMINS.contains(JobName.parse(run.job()));
    caller.require(admin ? Role.ADMIN : Role.OPERATOR, "restart a run of " + run.job());
    drops.require(caller, DropGuard.question(runs.request(id)), planDigest);
    return starter.restart(
        id, run.job(), new RunStarter.Manner(caller, wait, key, "restart " + id));
  }

  @PostMapping("/{id}/recover")
  public Recovered recover(Caller caller, @PathVariable long id) {
    caller.require(Role.OPERATOR, "recover runs");
    find(caller, id);
    return new Recovered(runs.recover(id));
  }

  @PostMapping("/{id}/stop")
  public Stopped stop(Caller caller, @PathVariable long id) {
    caller.require(Role.OPERATOR, "stop runs");
    find(caller, id);
    return new Stopped(runs.stop(id));
  }

  /** What a caller may not see is not there for him. */
  private Runs.Detail find(Caller caller, long id) {
    return runs.show(id)
        .filter(detail -> maySee(caller, detail.run()))
        .orElseThrow(
            () -> new NotFound("there is no run %d".formatted(id), "GET /api/v1/runs lists them"));
  }

  private static boolean maySee(Caller caller, Runs.Run run) {
    return run.table() == null ? caller.tables().allowAll() : caller.tables().allow(run.table());
  }
}
