package io.kalends.bootstrap;

import io.kalends.control.Adopt;
import io.kalends.control.Answers;
import io.kalends.control.Desk;
import io.kalends.control.JobStates;
import io.kalends.control.Look;
import io.kalends.control.Migrate;
import io.kalends.control.Policies;
import io.kalends.control.Removal;
import io.kalends.control.Runs;
import io.kalends.control.Schedules;
import io.kalends.domain.Ticker;
import io.kalends.postgres.Database;
import io.kalends.postgres.Differences;
import io.kalends.postgres.MigrationBook;
import io.kalends.postgres.MigrationPlans;
import io.kalends.postgres.Plans;
import io.kalends.postgres.ThrottleSettings;
import io.kalends.rest.DropGuard;
import io.kalends.rest.Glance;
import io.kalends.rest.MigrationsController;
import io.kalends.rest.PartitionsController;
import io.kalends.rest.PolicyController;
import io.kalends.rest.RunStarter;
import io.kalends.rest.RunsController;
import io.kalends.rest.SchedulesController;
import io.kalends.rest.Tables;
import java.util.Map;
import javax.sql.DataSource;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.jackson.JacksonEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.jvm.JvmMetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.system.SystemMetricsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.actuate.web.ServletManagementContextAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.actuate.endpoint.web.WebMvcHealthEndpointExtensionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a server consists of. Of Spring Boot's auto-configuration it has these and no others, so
 * that one reads here what there is, and so that it starts quickly.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
  ApplicationAvailabilityAutoConfiguration.class,
  LifecycleAutoConfiguration.class,
  TomcatServletWebServerAutoConfiguration.class,
  DispatcherServletAutoConfiguration.class,
  JacksonAutoConfiguration.class,
  HttpMessageConvertersAutoConfiguration.class,
  WebMvcAutoConfiguration.class,
  EndpointAutoConfiguration.class,
  JacksonEndpointAutoConfiguration.class,
  WebEndpointAutoConfiguration.class,
  ManagementContextAutoConfiguration.class,
  ServletManagementContextAutoConfiguration.class,
  HealthContributorRegistryAutoConfiguration.class,
  HealthContributorAutoConfiguration.class,
  AvailabilityProbesAutoConfiguration.class,
  HealthEndpointAutoConfiguration.class,
  WebMvcHealthEndpointExtensionAutoConfiguration.class,
  MetricsAutoConfiguration.class,
  CompositeMeterRegistryAutoConfiguration.class,
  PrometheusMetricsExportAutoConfiguration.class,
  JvmMetricsAutoConfiguration.class,
  SystemMetricsAutoConfiguration.class,
  SecurityFilterAutoConfiguration.class,
  SpringDocConfiguration.class,
  SpringDocConfigProperties.class,
  SpringDocWebMvcConfiguration.class
})
@Import({SecurityConfiguration.class, WebConfiguration.class, MetricsConfiguration.class})
class ServerConfiguration {

  /** Spring's own settings, as far as a server has other defaults; application.yml may say more. */
  static final Map<String, Object> PROPERTIES =
      Map.ofEntries(
          Map.entry("spring.threads.virtual.enabled", "true"),
          Map.entry("spring.jmx.enabled", "false"),
          Map.entry("spring.web.resources.add-mappings", "false"),
          Map.entry("spring.lifecycle.timeout-per-shutdown-phase", "10s"),
          Map.entry("server.shutdown", "graceful"),
          Map.entry("server.error.include-stacktrace", "never"),
          Map.entry("server.max-http-request-header-size", "16KB"),
          Map.entry("server.tomcat.connection-timeout", "10s"),
          Map.entry("server.tomcat.max-http-form-post-size", "64KB"),
          Map.entry("server.tomcat.max-swallow-size", "64KB"),
          Map.entry("management.metrics.use-global-registry", "false"),
          Map.entry("management.endpoints.web.exposure.include", "health,prometheus"),
          Map.entry("management.endpoint.health.probes.enabled", "true"),
          Map.entry("management.endpoint.health.group.liveness.include", "livenessState,workers"),
          Map.entry("management.endpoint.health.group.readiness.include", "readinessState,schema"),
          Map.entry("springdoc.api-docs.enabled", "true"),
          Map.entry("springdoc.packages-to-scan", "io.kalends.rest"),
          Map.entry("springdoc.override-with-generic-response", "false"));

  @Bean
  Database database(DataSource readers) {
    return new Database(readers);
  }

  @Bean
  Look look(Database database, Settings settings) {
    return new Look(database, new Plans(database), settings.runbook());
  }

  @Bean
  Policies policies(Database database) {
    return new Policies(database);
  }

  @Bean
  Tables tables(Policies policies) {
    return new Tables(policies);
  }

  @Bean
  RunStarter runStarter(Desk desk, Database database, JsonMapper json) {
    return new RunStarter(desk, new Answers(database), json);
  }

  @Bean
  DropGuard dropGuard(Look look, ServerSettings server) {
    return new DropGuard(
        look,
        new Removal.Threshold(server.confirmDropPartitions(), server.confirmDropBytes().toBytes()));
  }

  @Bean
  PartitionsController.Guarded guarded(RunStarter starter, DropGuard drops, Settings settings) {
    return new PartitionsController.Guarded(starter, drops, settings.maintenanceEnabled());
  }

  @Bean
  Glance glance(Look look, Policies policies, Ticker ticker) {
    return new Glance(look, policies, ticker);
  }

  @Bean
  PartitionsController partitionsController(
      Glance glance,
      Look look,
      Database database,
      Tables tables,
      PartitionsController.Guarded guarded) {
    return new PartitionsController(glance, look, new JobStates(database), tables, guarded);
  }

  @Bean
  PolicyController policyController(
      Policies policies, Database database, Look look, Tables tables) {
    return new PolicyController(policies, new Adopt(database), look, tables);
  }

  @Bean
  RunsController runsController(Database database, RunStarter starter, DropGuard drops) {
    return new RunsController(new Runs(database), starter, drops);
  }

  @Bean
  SchedulesController schedulesController(Database database, JsonMapper mapper, DropGuard drops) {
    return new SchedulesController(new Schedules(database), mapper, drops);
  }

  @Bean
  MigrationsController migrationsController(
      DataSource readers, Database database, RunStarter starter) {
    Migrate migrate =
        new Migrate(
            new MigrationBook(database),
            new MigrationPlans(readers),
            new Differences(database),
            new ThrottleSettings(database));
    return new MigrationsController(migrate, starter);
  }
}
