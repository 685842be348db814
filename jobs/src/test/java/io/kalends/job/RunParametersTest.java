package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.domain.JobName;
import io.kalends.domain.Overrides;
import io.kalends.domain.RunRequest;
import io.kalends.domain.TableName;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.DefaultJobKeyGenerator;
import org.springframework.batch.core.job.parameters.JobParameters;

class RunParametersTest {
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-20T02:00:00+00:00");
  private static final TableName ODD = new TableName("Odd Schema", "Mixed Case");

  private static RunParameters parameters(RunRequest request, OffsetDateTime at) {
    return RunParameters.of(request, at);
  }

  private static String key(JobParameters parameters) {
    return new DefaultJobKeyGenerator().generateKey(parameters);
  }

  @Test
  void areTheSameAgainAfterSpringBatchHasKeptThem() {
    RunParameters run =
        parameters(
                new RunRequest(
                    JobName.DROP_ONLY, null, ODD, 20, true, Map.of(), Overrides.NONE, null, null),
                NOW)
            .withSequence(3);
    assertThat(RunParameters.from("drop", run.toJobParameters())).isEqualTo(run);
  }

  @Test
  void theSameDayIsTheSameRunAndTheNextIsNot() {
    RunRequest request = RunRequest.of(JobName.MAINTENANCE);
    JobParameters morning = parameters(request, NOW).toJobParameters();
    JobParameters evening = parameters(request, NOW.plusHours(20)).toJobParameters();
    JobParameters tomorrow = parameters(request, NOW.plusDays(1)).toJobParameters();
    assertThat(key(evening)).isEqualTo(key(morning)).isNotEqualTo(key(tomorrow));
  }

  @Test
  void theDateIsThatOfUtc() {
    RunParameters run =
        parameters(
            RunRequest.of(JobName.CREATE_ONLY), OffsetDateTime.parse("2026-11-20T22:00:00-05:00"));
    assertThat(run.identity()).isEqualTo("create 2026-11-21");
  }

  @Test
  void whateverLimitsARunIsPartOfItsIdentity() {
    RunParameters run =
        parameters(
            new RunRequest(
                JobName.VACUUM_ONLY, null, ODD, 5, true, Map.of(), Overrides.NONE, null, null),
            NOW);
    assertThat(run.identity())
        .isEqualTo("vacuum 2026-11-20 \"Odd Schema\".\"Mixed Case\" max_drops=5 full");
  }

  @Test
  void theTickOfAScheduleIsARunOfItsOwnWheneverItIsTakenOver() {
    RunRequest request =
        new RunRequest(
            JobName.MAINTENANCE,
            null,
            null,
            null,
            false,
            Map.of(),
            Overrides.NONE,
            "schedule nightly",
            "nightly@2026-11-20T02:00:00Z");
    RunParameters first = RunParameters.of(request, OffsetDateTime.parse("2026-11-20T23:59:00Z"));
    RunParameters later = RunParameters.of(request, OffsetDateTime.parse("2026-11-21T00:01:00Z"));
    assertThat(first.identity())
        .isEqualTo("maintenance nightly@2026-11-20T02:00:00Z")
        .isEqualTo(later.identity());
    assertThat(first.toJobParameters().getIdentifyingParameters())
        .isEqualTo(later.toJobParameters().getIdentifyingParameters());
    assertThat(RunParameters.from("maintenance", first.toJobParameters())).isEqualTo(first);
  }

  @Test
  void aNamedRunIsTheSameRunOnEveryDay() {
    RunRequest named =
        new RunRequest(
            JobName.MAINTENANCE,
            null,
            null,
            null,
            false,
            Map.of(),
            Overrides.NONE,
            null,
            "nightly-29384400");
    RunParameters first = parameters(named, NOW);
    RunParameters retried = parameters(named, NOW.plusDays(1));
    assertThat(retried.identity())
        .isEqualTo(first.identity())
        .isEqualTo("maintenance nightly-29384400");
    assertThat(key(retried.toJobParameters())).isEqualTo(key(first.toJobParameters()));
    assertThat(RunParameters.from("maintenance", first.toJobParameters())).isEqualTo(first);
  }
}
