package io.kalends.rest;

import io.kalends.control.Adopt;
import io.kalends.control.Look;
import io.kalends.control.Policies;
import io.kalends.control.Register.Setting;
import io.kalends.domain.Caller;
import io.kalends.domain.JobName;
import io.kalends.domain.KalendsException.NotFound;
import io.kalends.domain.KalendsException.Outdated;
import io.kalends.domain.Overrides;
import io.kalends.domain.Role;
import io.kalends.domain.Step;
import io.kalends.domain.TableName;
import io.kalends.postgres.Plans;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Policies of tables, tables that nobody manages yet, and what a run would do. */
@RestController
@RequestMapping("/api/v1/partitions")
public final class PolicyController {

  private final Policies policies;
  private final Adopt adopt;
  private final Look look;
  private final Tables tables;

  public PolicyController(Policies policies, Adopt adopt, Look look, Tables tables) {
    this.policies = policies;
    this.adopt = adopt;
    this.look = look;
    this.tables = tables;
  }

  /** The columns of partition_config by their names; null: none. */
  public record PolicyView(String table, Map<String, String> settings) {}

  public record Changed(String table, List<Setting> settings) {}

  public record AdoptionAnswer(boolean dryRun, List<CandidateView> tables) {}

  public record CandidateView(
      String table,
      @Nullable String partitionColumn,
      @Nullable String granularity,
      @Nullable String timeZone,
      long partitions,
      long gaps,
      String source,
      boolean adopted,
      @Nullable String obstacle) {}

  @GetMapping("/config/{table}")
  public ResponseEntity<PolicyView> read(Caller caller, @PathVariable String table) {
    Policies.Policy policy = policies.read(tables.require(caller, table));
    return ResponseEntity.ok()
        .eTag(policy.version())
        .body(new PolicyView(policy.table().toString(), policy.settings()));
  }

  @PutMapping("/config/{table}")
  public ResponseEntity<Changed> change(
      Caller caller,
      @PathVariable String table,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody Bodies.PolicyChange body) {
    caller.require(Role.ADMIN, "change a policy");
    TableName known = tables.require(caller, table);
    if (ifMatch == null) {
      throw new Unconditional();
    }
    String version =
        ifMatch.strip().equals("*")
            ? policies.read(known).version()
            : ifMatch.strip().replaceFirst("^W/", "").replaceAll("^\"|\"$", "");
    Policies.Policy seen = new Policies.Policy(known, version, Map.of());
    List<Setting> settings;
    try {
      settings = policies.change(seen, body.settings());
    } catch (Outdated e) {
      throw new Stale(e);
    }
    String now = policies.read(known).version();
    return ResponseEntity.ok().eTag(now).body(new Changed(known.toString(), settings));
  }

  @PostMapping("/adopt")
  public AdoptionAnswer adopt(Caller caller, @RequestBody Bodies.Adoption body) {
    boolean dryRun = Boolean.TRUE.equals(body.dryRun());
    if (!dryRun) {
      caller.require(Role.ADMIN, "put tables under management");
    }
    List<Adopt.Candidate> chosen = choose(caller, body.tables());
    if (!dryRun) {
      chosen.stream().filter(Adopt.Candidate::isAdoptable).forEach(adopt::adopt);
    }
    return new AdoptionAnswer(dryRun, chosen.stream().map(each -> view(each, dryRun)).toList());
  }

  private List<Adopt.Candidate> choose(Caller caller, @Nullable List<String> names) {
    List<Adopt.Candidate> found =
        adopt.candidates().stream().filter(each -> caller.tables().allow(each.table())).toList();
    if (names == null) {
      return found;
    }
    List<TableName> wanted = names.stream().map(Tables::read).toList();
    for (TableName name : wanted) {
      caller.require(name);
      if (found.stream().noneMatch(each -> each.table().equals(name))) {
        throw new NotFound(
            "%s is no partitioned table that nobody manages".formatted(name),
            "see what there is with dryRun true");
      }
    }
    return found.stream().filter(each -> wanted.contains(each.table())).toList();
  }

  private static CandidateView view(Adopt.Candidate each, boolean dryRun) {
    return new CandidateView(
        each.table().toString(),
        each.column(),
        each.granularity(),
        each.timeZone(),
        each.partitions(),
        each.gaps(),
        each.source(),
        each.isAdoptable() && !dryRun,
        each.obstacle());
  }

  @PostMapping("/plan")
  public PlanAnswer plan(Caller caller, @RequestBody Bodies.PlanQuestion body) {
    TableName table = tables.find(caller, body.table());
    List<String> names = body.steps();
    List<Step> steps =
        names == null || names.isEmpty()
            ? JobName.MAINTENANCE.steps()
            : names.stream().map(Step::parse).toList();
    Overrides overrides = new Overrides(body.retentionMonths(), null);
    return PlanAnswer.of(
        look.plan(new Plans.Question(table, null, steps, body.maxDrops(), false).with(overrides)));
  }

  /** A change of what has changed since. */
  static final class Stale extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Outdated why;

    Stale(Outdated why) {
      super(why);
      this.why = why;
    }

    Outdated why() {
      return why;
    }
  }

  /** A change without If-Match. */
  static final class Unconditional extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
