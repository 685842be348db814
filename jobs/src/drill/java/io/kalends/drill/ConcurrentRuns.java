package io.kalends.drill;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Many programs at once: one works, the others say so; nothing is done twice. */
final class ConcurrentRuns {

  private static final int PROCESSES = 4;
  private static final int BUSY = 75;

  /** Longer than the time-to-live: the others take the paused one for dead. */
  private static final long LONG_PAUSE_MS = 3_600;

  private static final String TWICE =
      """
      select table_name, action, target, count(*) from kalends.ledger
      where outcome = 'done' and action in ('create', 'catch_all', 'drain', 'detach', 'drop')
      group by table_schema, table_name, action, target having count(*) > 1\
      """;

  private static final String OVERLAP =
      """
      select table_name, id, epoch, before from (
        select *, lag(epoch) over (partition by table_schema, table_name order by id) as before
        from kalends.ledger where epoch is not null) l
      where epoch < before\
      """;

  private static final String RUNS_AT_ONCE =
      """
      select a.job_execution_id, b.job_execution_id from kalends.batch_job_execution a
      join kalends.batch_job_execution b on a.job_instance_id = b.job_instance_id and a.job_execution_id < b.job_execution_id
      where a.status = 'COMPLETED' and b.status = 'COMPLETED'\
      """;

  private final MaintenanceFixture fixture;
  private final Figures figures;
  private final MaintenanceCrashes crashes;

  ConcurrentRuns(MaintenanceFixture fixture, MaintenanceCrashes crashes) {
    this.fixture = fixture;
    this.figures = crashes.figures();
    this.crashes = crashes;
  }

  /** Two real processes with the same run. */
  Part twoAtOnce(int times, RandomGenerator random) {
    String what = "two identical runs";
    return new Part(
        "two",
        true,
        4,
        Part.repeat(
            times,
            what,
            random,
            each -> crashes.round(what, "no matter when", target -> two(target, each))));
  }

  private void two(RoundDatabase target, RandomGenerator random) {
    ProgramProcess one = fixture.run(target, Map.of(), "maintenance");
    Pause.of(random.nextLong(0, crashes.undisturbedMs() / 2));
    ProgramProcess other = fixture.run(target, Map.of(), "maintenance");
    other.mustEndWith(0, BUSY);
    one.mustEndWith(0, BUSY);
    List<Integer> codes = List.of(one.await(), other.await());
    Violation.unless(codes.contains(0), "nobody worked: %s%s", one.text(), other.text());
    ProgramProcess busy = other.await() == BUSY ? other : one;
    Violation.unless(
        busy.await() == 0 || busy.text().contains("is being done by kalends:"),
        "it does not say who is at work: %s",
        busy.text());
    figures.add(
        codes.contains(BUSY) ? "two at once: 0 and 75" : "two at once: 0 and 0", other.elapsedMs());
    crashes.mustBeAsAfterAnUndisturbedRun(target, "maintenance");
  }

  /** Four processes with eight launches each; every round is a run of its own date. */
  Part manyLaunchers(int rounds, RandomGenerator random) {
    String what = "launchers";
    return new Part(
        what,
        true,
        15 + 2 * rounds,
        Part.repeat(
            1,
            what,
            random,
            each ->
                crashes.round(
                    what, "4 processes, 8 launches each", target -> launch(target, rounds, each))));
  }

  private void launch(RoundDatabase target, int rounds, RandomGenerator random) {
    target.execute("delete from kalends.partition_config where table_name not like 'plain%'");
    fixture.run(target, Map.of(), "maintenance").mustEndWith(0);
    long before = target.count("select max(id) from kalends.ledger");
    long tables = target.count("select count(*) from kalends.partition_config");
    List<LauncherProcess> processes =
        IntStream.range(0, PROCESSES)
            .mapToObj(i -> new LauncherProcess(fixture.program(), target))
            .toList();
    try {
      int paused = 0;
      int pausedOfTen = 1 + random.nextInt(Math.min(10, rounds));
      int[] outcomes = new int[3];
      LocalDate first = LocalDate.now(ZoneOffset.UTC).withDayOfMonth(15);
      for (int round = 1; round <= rounds; round++) {
        String arguments = "run create --as-of " + first.plusMonths(round);
        boolean pause = (round - pausedOfTen) % 10 == 0;
        paused += pause ? 1 : 0;
        List<String> codes =
            pause ? pausedRound(processes, arguments, random) : round(processes, arguments);
        judge(target, codes, round, outcomes);
        if (round % 10 == 0) {
          figures.say("launchers: %d of %d rounds".formatted(round, rounds));
        }
      }
      long acts =
          target.count(
              "select count(*) from kalends.ledger where action = 'create' and id > " + before);
      Violation.unless(
          acts == tables * rounds, "%d creations instead of %d", acts, tables * rounds);
      figures.fact("launches in 4 processes", outcomes[0] + outcomes[1] + outcomes[2]);
      figures.fact(
          "  did the work / nothing to do / busy",
          outcomes[0] + " / " + outcomes[1] + " / " + outcomes[2]);
      figures.fact("  rounds, of them with a paused process", rounds + ", " + paused);
    } finally {
      processes.forEach(LauncherProcess::close);
    }
  }

  private static List<String> round(List<LauncherProcess> processes, String arguments) {
    processes.forEach(process -> process.begin(arguments));
    List<String> codes = new ArrayList<>();
    processes.forEach(process -> codes.addAll(process.codes()));
    return codes;
  }

  /** One is paused at any instant; the others try again when it must be taken for dead. */
  private static List<String> pausedRound(
      List<LauncherProcess> processes, String arguments, RandomGenerator random) {
    processes.forEach(process -> process.begin(arguments));
    Pause.of(random.nextLong(0, 400));
    LauncherProcess paused = processes.get(random.nextInt(PROCESSES));
    paused.signal("STOP");
    Pause.of(LONG_PAUSE_MS);
    List<LauncherProcess> others = processes.stream().filter(each -> each != paused).toList();
    List<String> codes = new ArrayList<>();
    others.forEach(each -> codes.addAll(each.codes()));
    codes.addAll(round(others, arguments));
    paused.signal("CONT");
    // What a paused launch ends with is its own affair, as long as it has done nothing twice.
    paused.codes().stream().filter(code -> code.matches("0\\+?|75")).forEach(codes::add);
    return codes;
  }

  private static void judge(RoundDatabase target, List<String> codes, int round, int[] outcomes) {
    for (String code : codes) {
      int kind = List.of("0+", "0", "75").indexOf(code);
      Violation.unless(kind >= 0, "round %d: a launch ended with %s", round, code);
      outcomes[kind]++;
    }
    Violation.unless(
        codes.contains("0+") || codes.contains("0"), "round %d: nobody worked: %s", round, codes);
    for (String query : List.of(TWICE, OVERLAP, RUNS_AT_ONCE)) {
      List<String> found = target.rows(query);
      Violation.unless(found.isEmpty(), "round %d: twice, or at once: %s", round, found);
    }
    long missing =
        target.count(
            "select count(*) from kalends.plan_maintenance(null, now(), '{create}') where verdict ="
                + " 'do'");
    Violation.unless(missing == 0, "round %d: %d creations are missing", round, missing);
  }

  /** Twenty real processes, a table each. */
  Part twentyTables() {
    Part.Round round = new Part.Round("twenty runs for twenty tables", this::twenty);
    return new Part("twenty", true, 35, List.of(round));
  }

  private void twenty() {
    crashes.round(
        "twenty runs for twenty tables",
        "all at once",
        target -> {
          List<ProgramProcess> runs =
              target
                  .rows(
                      "select format('%I.%I', table_schema, table_name) from"
                          + " kalends.partition_config order by table_name !~ '^(plain|held)',"
                          + " table_name limit 20")
                  .stream()
                  .map(
                      table ->
                          fixture.run(
                              target,
                              Map.of("KALENDS_PARALLEL", "1"),
                              "maintenance",
                              "--table",
                              table))
                  .toList();
          Violation.unless(runs.size() == 20, "%d tables", runs.size());
          runs.forEach(run -> run.mustEndWith(0));
          figures.add(
              "20 runs for 20 tables",
              runs.stream().mapToLong(ProgramProcess::elapsedMs).max().orElse(0));
          Violation.unless(target.rows(TWICE).isEmpty(), "twice: %s", target.rows(TWICE));
          fixture.run(target, Map.of(), "maintenance").mustEndWith(0);
          crashes.mustBeAsAfterAnUndisturbedRun(target, "maintenance");
        });
  }
}
