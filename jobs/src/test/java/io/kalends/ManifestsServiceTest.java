package io.kalends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.kalends.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the service fits into a cluster: beside the CronJobs, its traffic, its probes, TLS. */
class ManifestsServiceTest {
  private static Manifests base;

  @BeforeAll
  static void render() throws IOException {
    assumeTrue(Tool.find("kubectl").isPresent(), "skipped: there is no kubectl here");
    base = Manifests.rendered("k8s-cronjobs").orElseThrow();
  }

  @Test
  void nothingIsStartedTwiceByCronJobsAndByTheService() {
    assertThat(base.of(ConfigMap.class).getFirst().getData())
        .containsEntry("KALENDS_OFFERSCHEDULES", "false");
  }

  @Test
  void trafficIsAllowedBetweenNamedPlacesOnly() {
    var policy = base.of(NetworkPolicy.class).getFirst().getSpec();
    assertThat(policy.getEgress()).allMatch(each -> !each.getTo().isEmpty());
    assertThat(policy.getEgress().stream().flatMap(each -> each.getTo().stream()))
        .allMatch(
            each ->
                each.getIpBlock() != null
                    || !each.getNamespaceSelector().getMatchLabels().isEmpty());
    assertThat(policy.getIngress().stream().flatMap(each -> each.getFrom().stream()))
        .allMatch(each -> !each.getNamespaceSelector().getMatchLabels().isEmpty());
  }

  @Test
  void probesWaitForASlowDatabase() {
    var container =
        Manifests.container(base.of(Deployment.class).getFirst().getSpec().getTemplate());
    assertThat(
            List.of(
                container.getStartupProbe(),
                container.getLivenessProbe(),
                container.getReadinessProbe()))
        .allMatch(probe -> probe.getTimeoutSeconds() >= 5);
  }

  @Test
  void everyPodVerifiesTheDatabaseByAnAuthorityThatItIsGiven() throws IOException {
    var settings = base.of(ConfigMap.class).getFirst().getData();
    assertThat(settings).containsEntry("PGSSLMODE", "verify-full");
    var file = Path.of(settings.get("PGSSLROOTCERT"));
    var pods = new ArrayList<>(base.pods().values());
    pods.addAll(Manifests.templates().pods().values());
    for (var pod : pods) {
      var mount =
          Manifests.container(pod).getVolumeMounts().stream()
              .filter(each -> Path.of(each.getMountPath()).equals(file.getParent()))
              .findFirst()
              .orElseThrow();
      assertThat(pod.getSpec().getVolumes())
          .filteredOn(each -> each.getName().equals(mount.getName()))
          .allMatch(each -> each.getConfigMap().getName().equals("kalends-database-ca"))
          .hasSize(1);
    }
    assertThat(Files.readString(Path.of("docs/install.md")))
        .contains("configmap kalends-database-ca --from-file=" + file.getFileName());
  }
}
