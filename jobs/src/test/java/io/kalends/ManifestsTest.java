package io.kalends;

import static io.kalends.domain.ExitCode.CONFIGURATION;
import static io.kalends.domain.ExitCode.DONE;
import static io.kalends.domain.ExitCode.FINDINGS;
import static io.kalends.domain.ExitCode.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.kalends.bootstrap.MonitoringSettings;
import io.kalends.bootstrap.ScheduleSettings;
import io.kalends.bootstrap.ServerSettings;
import io.kalends.bootstrap.Settings;
import io.kalends.domain.ExitCode;
import io.kalends.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.scheduling.support.CronExpression;

/** What kubectl renders of k8s-cronjobs is what Kubernetes and the program understand. */
class ManifestsTest {

  private static Manifests base;
  private static Manifests overlay;
  private static Manifests everything;

  @BeforeAll
  static void render() throws IOException {
    assumeTrue(
        Tool.find("kubectl").isPresent(),
        "skipped: there is no kubectl here (Debian: kubernetes-client), so nothing is rendered");
    base = Manifests.rendered("k8s-cronjobs").orElseThrow();
    overlay = Manifests.rendered("docs/examples/overlay").orElseThrow();
    everything =
        Manifests.read(
            String.join("---\n", base.text(), overlay.text(), Manifests.templates().text()));
  }

  private static List<PodTemplateSpec> pods() throws IOException {
    return Stream.of(base, overlay, Manifests.templates())
        .flatMap(each -> each.pods().values().stream())
        .toList();
  }

  @Test
  void kubernetesKnowsEveryField() throws ReflectiveOperationException {
    for (var object : everything.all()) {
      assertThat(UnknownFields.of(object)).as(Manifests.name(object)).isEmpty();
    }
  }

  @Test
  void anUnknownFieldWouldBeFound() throws ReflectiveOperationException {
    var wrong = Manifests.read(base.text().replaceAll("restartPolicy: Never", "restart: Never"));
    assertThat(UnknownFields.of(wrong.cronJob("kalends-vacuum")))
        .containsExactly("CronJob.Spec.JobTemplate.Spec.Template.Spec.restart");
  }

  @Test
  void theProgramUnderstandsEveryCommand() throws Exception {
    var model = CommandModel.read();
    for (var pod : pods()) {
      var arguments =
          Manifests.container(pod).getArgs().stream()
              .map(each -> each.replaceAll("\\$\\(JOB_NAME\\)", "kalends-x-29384400"))
              .map(each -> each.replaceAll("\\$\\(\\w+\\)", "none"))
              .toList();
      assertThat(arguments).noneMatch(each -> each.contains("$"));
      model.parse(arguments);
      assertThat(model.mistakes("kalends " + String.join(" ", arguments))).isEmpty();
    }
  }

  @Test
  void aRetriedPodAsksForTheSameRun() throws IOException {
    for (var pod : pods()) {
      var arguments = String.join(" ", Manifests.container(pod).getArgs());
      if (arguments.matches("run (maintenance|create|analyze|vacuum|drop|record)\\b.*")) {
        assertThat(arguments).endsWith("--name $(JOB_NAME)");
        var name =
            Manifests.container(pod).getEnv().stream()
                .filter(each -> each.getName().equals("JOB_NAME"))
                .map(each -> each.getValueFrom().getFieldRef().getFieldPath());
        assertThat(name).containsExactly("metadata.labels['batch.kubernetes.io/job-name']");
      }
    }
  }

  @Test
  void everyScheduleAndZoneCanBeRead() {
    for (var each : everything.of(CronJob.class)) {
      var spec = each.getSpec();
      CronExpression.parse("0 " + spec.getSchedule());
      ZoneId.of(spec.getTimeZone());
      assertThat(spec.getConcurrencyPolicy()).isEqualTo("Forbid");
      assertThat(spec.getStartingDeadlineSeconds()).isGreaterThan(200);
    }
    assertThat(base.cronJob("kalends-maintenance").getSpec().getSchedule()).isEqualTo("0 2 * * *");
    assertThat(base.cronJob("kalends-maintenance").getSpec().getTimeZone()).isEqualTo("Etc/UTC");
  }

  @Test
  void jobsAreRetriedAsTheExitCodesMeanIt() throws IOException {
    var jobs = new ArrayList<>(base.jobs().values());
    jobs.addAll(Manifests.templates().jobs().values());
    assertThat(jobs).hasSizeGreaterThanOrEqualTo(10);
    for (var job : jobs) {
      var rules = job.getPodFailurePolicy().getRules();
      assertThat(rules.getFirst().getAction()).isEqualTo("Ignore");
      assertThat(rules.getFirst().getOnPodConditions().getFirst().getType())
          .isEqualTo("DisruptionTarget");
      var codes =
          rules.stream()
              .skip(1)
              .collect(
                  Collectors.toMap(
                      each -> each.getAction(),
                      each -> new TreeSet<>(each.getOnExitCodes().getValues())));
      var counted = new TreeSet<Integer>();
      Arrays.stream(ExitCode.values()).forEach(each -> counted.add(each.code()));
      counted.removeAll(codes(DONE, FINDINGS, USAGE, CONFIGURATION));
      assertThat(codes).isEqualTo(Map.of("FailJob", codes(USAGE, CONFIGURATION), "Count", counted));
      assertThat(rules.stream().skip(1))
          .allMatch(each -> each.getOnExitCodes().getOperator().equals("In"))
          .allMatch(each -> each.getOnExitCodes().getContainerName().equals("kalends"));
      assertThat(job.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
      assertThat(job.getBackoffLimit()).isPositive();
      assertThat(job.getTtlSecondsAfterFinished()).isPositive();
      assertThat(job.getActiveDeadlineSeconds()).isPositive();
    }
  }

  private static TreeSet<Integer> codes(ExitCode... codes) {
    return Arrays.stream(codes).map(ExitCode::code).collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void podsAreGivenLongerToEndThanTheProgramTakes() throws Exception {
    var shutdown = Class.forName("io.kalends.bootstrap.Shutdown").getDeclaredField("GRACE");
    shutdown.setAccessible(true);
    var command = (Duration) shutdown.get(null);
    var server = defaults().grace().plusSeconds(5);
    for (var pod : pods()) {
      var longest =
          Manifests.container(pod).getArgs().getFirst().equals("serve") ? server : command;
      assertThat(pod.getSpec().getTerminationGracePeriodSeconds())
          .isGreaterThanOrEqualTo(longest.plusSeconds(10).toSeconds());
    }
  }

  private static ServerSettings defaults() {
    var environment = new StandardEnvironment();
    environment.setConversionService(new ApplicationConversionService());
    return Binder.get(environment).bindOrCreate("kalends", Bindable.of(ServerSettings.class));
  }

  @Test
  void podsMeetTheRestrictedStandard() throws IOException {
    for (var pod : pods()) {
      var spec = pod.getSpec();
      assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(spec.getSecurityContext().getRunAsUser()).isEqualTo(65_532);
      assertThat(spec.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(Stream.of(spec.getHostNetwork(), spec.getHostPID(), spec.getHostIPC()))
          .allMatch(Objects::isNull);
      assertThat(spec.getVolumes())
          .allMatch(each -> each.getEmptyDir() != null || each.getConfigMap() != null);
      assertThat(spec.getAutomountServiceAccountToken()).isFalse();
      assertThat(spec.getEnableServiceLinks()).isFalse();
      assertThat(spec.getInitContainers()).isEmpty();
      var container = Manifests.container(pod);
      var security = container.getSecurityContext();
      assertThat(security.getAllowPrivilegeEscalation()).isFalse();
      assertThat(security.getReadOnlyRootFilesystem()).isTrue();
      assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
      assertThat(security.getCapabilities().getAdd()).isEmpty();
      assertThat(security.getPrivileged()).isNull();
      assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
      assertThat(container.getResources().getLimits()).containsKeys("cpu", "memory");
    }
    assertThat(Files.readString(Path.of("k8s-cronjobs/namespace.yaml")))
        .contains("pod-security.kubernetes.io/enforce: restricted");
  }

  @Test
  void noManifestHoldsASecret() throws IOException {
    assertThat(everything.text()).doesNotContain("kind: Secret").doesNotContain("://");
    for (var pod : pods()) {
      assertThat(Manifests.container(pod).getEnv()).allMatch(each -> each.getValue() == null);
    }
    for (var each : everything.of(ConfigMap.class)) {
      assertThat(each.getData().keySet()).noneMatch(key -> key.matches(".*(PASS|TOKEN|SECRET).*"));
    }
    var install = Files.readString(Path.of("docs/install.md"));
    for (var pod : pods()) {
      Manifests.container(pod).getEnv().stream()
          .filter(each -> each.getValueFrom().getSecretKeyRef() != null)
          .map(each -> each.getValueFrom().getSecretKeyRef())
          .forEach(each -> assertThat(install).contains(each.getName(), each.getKey() + "="));
    }
  }

  @Test
  void namesAndLabelsAgree() {
    for (var object : base.all()) {
      var labels = object.getMetadata().getLabels();
      var component = labels.get("app.kubernetes.io/component");
      assertThat(labels).containsEntry("app.kubernetes.io/name", "kalends");
      assertThat(Manifests.name(object)).isIn("kalends", "kalends-" + component);
    }
    base.pods()
        .forEach(
            (name, pod) -> {
              var labels = pod.getMetadata().getLabels();
              assertThat("kalends-" + labels.get("app.kubernetes.io/component")).isEqualTo(name);
              assertThat(labels).containsEntry("app.kubernetes.io/name", "kalends");
              assertThat(pod.getSpec().getServiceAccountName())
                  .isEqualTo(Manifests.name(base.of(ServiceAccount.class).getFirst()));
              assertThat(
                      Manifests.container(pod).getEnvFrom().getFirst().getConfigMapRef().getName())
                  .isEqualTo(Manifests.name(base.of(ConfigMap.class).getFirst()));
            });
    assertThat(base.of(NetworkPolicy.class).getFirst().getSpec().getPodSelector().getMatchLabels())
        .isEqualTo(Map.of("app.kubernetes.io/name", "kalends"));
  }

  @Test
  void theServiceAndItsBudgetFindTheServersPods() {
    var server = base.of(Deployment.class).getFirst().getSpec();
    var labels = server.getTemplate().getMetadata().getLabels();
    var service = base.of(Service.class).getFirst().getSpec();
    var budget = base.of(PodDisruptionBudget.class).getFirst().getSpec();
    assertThat(server.getReplicas()).isEqualTo(2);
    assertThat(server.getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(service.getSelector()).isEqualTo(labels);
    assertThat(budget.getSelector().getMatchLabels()).isEqualTo(labels);
    assertThat(Manifests.container(server.getTemplate()).getPorts().getFirst().getContainerPort())
        .isEqualTo(service.getPorts().getFirst().getPort())
        .isEqualTo(defaults().port());
  }

  @Test
  void settingsInTheConfigurationExist() {
    var known =
        Stream.of(
                Settings.class,
                ServerSettings.class,
                ScheduleSettings.class,
                MonitoringSettings.class)
            .flatMap(type -> Arrays.stream(type.getRecordComponents()))
            .map(each -> "KALENDS_" + each.getName().toUpperCase(Locale.ROOT))
            .toList();
    for (var each : everything.of(ConfigMap.class)) {
      assertThat(each.getData().keySet().stream().filter(key -> key.startsWith("KALENDS_")))
          .isNotEmpty()
          .allMatch(known::contains);
    }
  }

  @Test
  void theOverlayChangesScheduleDatabaseAndImage() {
    var maintenance = overlay.cronJob("kalends-maintenance").getSpec();
    assertThat(maintenance.getSchedule()).isEqualTo("30 23 * * *");
    assertThat(maintenance.getTimeZone()).isEqualTo("Europe/Berlin");
    assertThat(overlay.of(ConfigMap.class).getFirst().getData())
        .containsEntry("PGDATABASE", "analytics")
        .containsEntry("KALENDS_PARALLEL", "4");
    assertThat(overlay.pods().values())
        .allMatch(pod -> Manifests.container(pod).getImage().startsWith("registry.example.com/"));
    assertThat(overlay.cronJob("kalends-migration-audit").getSpec().getSuspend()).isFalse();
    assertThat(base.cronJob("kalends-migration-audit").getSpec().getSuspend()).isTrue();
  }
}
