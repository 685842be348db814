package io.kalends;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.kalends.testing.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** Kubernetes manifests as typed objects. */
record Manifests(String text, List<HasMetadata> all) {

  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Stream.of(
              ConfigMap.class,
              CronJob.class,
              Deployment.class,
              Job.class,
              Namespace.class,
              NetworkPolicy.class,
              PodDisruptionBudget.class,
              Service.class,
              ServiceAccount.class)
          .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

  /** Empty where there is no kubectl. */
  static Optional<Manifests> rendered(String directory) {
    return Tool.find("kubectl").map(kubectl -> read(kubectl.output("kustomize", directory)));
  }

  /** The templates, which are created one by one and not rendered. */
  static Manifests templates() throws IOException {
    try (var files = Files.list(Path.of("k8s-cronjobs/jobs"))) {
      var texts = new ArrayList<String>();
      for (var file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return read(String.join("---\n", texts));
    }
  }

  static Manifests read(String text) {
    var documents = StreamSupport.stream(new Yaml().loadAll(text).spliterator(), false);
    return new Manifests(text, documents.map(each -> typed((Map<?, ?>) each)).toList());
  }

  private static HasMetadata typed(Map<?, ?> document) {
    var kind = KINDS.get(document.get("kind"));
    if (kind == null) {
      throw new IllegalStateException("no model for kind " + document.get("kind"));
    }
    var object = JsonMapper.shared().convertValue(document, kind);
    if (!object.getApiVersion().equals(document.get("apiVersion"))) {
      throw new IllegalStateException(
          "%s is of %s".formatted(document.get("kind"), document.get("apiVersion")));
    }
    return object;
  }

  <T> List<T> of(Class<T> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** What makes pods that end, by name. */
  Map<String, JobSpec> jobs() {
    var found =
        of(Job.class).stream().collect(Collectors.toMap(Manifests::name, each -> each.getSpec()));
    of(CronJob.class)
        .forEach(each -> found.put(name(each), each.getSpec().getJobTemplate().getSpec()));
    return found;
  }

  /** What all pods are made from, by the name of who makes them. */
  Map<String, PodTemplateSpec> pods() {
    var found =
        jobs().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().getTemplate()));
    of(Deployment.class).forEach(each -> found.put(name(each), each.getSpec().getTemplate()));
    return found;
  }

  CronJob cronJob(String name) {
    return of(CronJob.class).stream()
        .filter(each -> name(each).equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Container container(PodTemplateSpec pod) {
    return pod.getSpec().getContainers().getFirst();
  }

  static String name(HasMetadata object) {
    return object.getMetadata().getName();
  }
}
