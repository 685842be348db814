package io.kalends.bootstrap;

import io.kalends.control.Engine;
import io.kalends.domain.JobName;
import io.kalends.job.Doors;
import io.kalends.job.JobSteps;
import io.kalends.job.analyze.AnalyzeJob;
import io.kalends.job.create.CreateJob;
import io.kalends.job.cutover.CutoverJob;
import io.kalends.job.drop.DropJob;
import io.kalends.job.maintenance.MaintenanceJob;
import io.kalends.job.migrate.MigrateJob;
import io.kalends.job.record.RecordJob;
import io.kalends.job.retire.RetireJob;
import io.kalends.job.rollback.RollbackJob;
import io.kalends.job.vacuum.VacuumJob;
import io.kalends.job.verify.VerifyJob;
import io.micrometer.observation.ObservationRegistry;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.dao.JacksonExecutionContextStringSerializer;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator;

/**
 * Spring Batch over JDBC, wired by hand: one reads here what there is. The repository lives in
 * schema kalends and creates at READ COMMITTED, since PostgreSQL refuses simultaneous launches at
 * the default SERIALIZABLE.
 */
@Configuration(proxyBeanMethods = false)
class BatchConfiguration {

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  JobRepository jobRepository(DataSource dataSource, PlatformTransactionManager transactions)
      throws Exception {
    JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
    factory.setDataSource(dataSource);
    factory.setTransactionManager(transactions);
    factory.setDatabaseType("POSTGRES");
    factory.setTablePrefix("kalends.batch_");
    factory.setIsolationLevelForCreateEnum(Isolation.READ_COMMITTED);
    factory.setSerializer(serializer());
    factory.afterPropertiesSet();
    return factory.getObject();
  }

  @Bean
  JobSteps jobSteps(
      JobRepository repository,
      Settings settings,
      Doors doors,
      Engine.Controls c,
      ObservationRegistry observations) {
    SimpleAsyncTaskExecutor workers = new SimpleAsyncTaskExecutor("kalends-table-");
    workers.setVirtualThreads(true);
    workers.setConcurrencyLimit(settings.parallel());
    return new JobSteps(
        repository, workers, doors, new JobSteps.Outside(c.stop(), c.board(), observations));
  }

  @Bean
  Engine engine(JobRepository repository, JobSteps steps) throws Exception {
    requireHistory(repository);
    Map<JobName, Job> jobs = new EnumMap<>(JobName.class);
    for (JobName name : JobName.values()) {
      jobs.put(name, define(name, steps));
    }
    return new Engine(operator(repository, jobs), repository, jobs);
  }

  /** Spring Batch falls back silently to a repository that remembers nothing. */
  private static void requireHistory(JobRepository repository) {
    if (repository instanceof ResourcelessJobRepository) {
      throw new IllegalStateException("the job repository is not the one of schema kalends");
    }
  }

  private static Job define(JobName name, JobSteps steps) {
    return switch (name) {
      case MAINTENANCE -> MaintenanceJob.define(steps);
      case CREATE_ONLY -> CreateJob.define(steps);
      case ANALYZE_ONLY -> AnalyzeJob.define(steps);
      case VACUUM_ONLY -> VacuumJob.define(steps);
      case DROP_ONLY -> DropJob.define(steps);
      case RECORD_ONLY -> RecordJob.define(steps);
      case MIGRATE -> MigrateJob.define(steps);
      case VERIFY -> VerifyJob.define(steps);
      case CUTOVER -> CutoverJob.define(steps);
      case ROLLBACK -> RollbackJob.define(steps);
      case RETIRE -> RetireJob.define(steps);
    };
  }

  private static JobOperator operator(JobRepository repository, Map<JobName, Job> jobs)
      throws Exception {
    MapJobRegistry registry = new MapJobRegistry();
    for (Job job : jobs.values()) {
      registry.register(job);
    }
    TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
    operator.setJobRepository(repository);
    operator.setJobRegistry(registry);
    operator.afterPropertiesSet();
    return operator;
  }

  /** JSON with these few types and no others: what stands in a table must not become code. */
  private static JacksonExecutionContextStringSerializer serializer() {
    BasicPolymorphicTypeValidator allowed =
        BasicPolymorphicTypeValidator.builder()
            .allowIfSubType(String.class)
            .allowIfSubType(Number.class)
            .allowIfSubType(Boolean.class)
            .build();
    return new JacksonExecutionContextStringSerializer(
        JsonMapper.builder().activateDefaultTyping(allowed).build());
  }
}
