package io.kalends;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.Slice;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullMarked;

/** The rules of the house, each a sentence. */
@AnalyzeClasses(packages = "io.kalends", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final Set<String> ADAPTERS =
      Set.of(
          "io.kalends.cli..",
          "io.kalends.rest..",
          "io.kalends.console..",
          "io.kalends.quartz..",
          "io.kalends.metrics..");

  /** The ticker itself, and what waits for the embedded server's port before there is a program. */
  private static final Set<String> SLEEPS =
      Set.of("io.kalends.bootstrap.SystemTicker", "io.kalends.bootstrap.embedded.Cluster");

  /** What says how long something took, in the ledger, a report or a measurement. */
  private static final Set<String> MEASURES =
      Set.of(
          "io.kalends.bootstrap.SystemTicker",
          "io.kalends.control.Launcher",
          "io.kalends.job.migrate.CopyMeter",
          "io.kalends.postgres.Comparison",
          "io.kalends.postgres.OutsideTransaction",
          "io.kalends.postgres.ProtocolDoor",
          "io.kalends.postgres.Throttles",
          "io.kalends.postgres.Transactions");

  @ArchTest
  static final ArchRule importsPointDown =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("bootstrap")
          .definedBy("io.kalends.bootstrap..")
          .optionalLayer("adapters")
          .definedBy(ADAPTERS.toArray(String[]::new))
          .layer("control")
          .definedBy("io.kalends.control..")
          .layer("job")
          .definedBy("io.kalends.job..")
          .layer("postgres")
          .definedBy("io.kalends.postgres..")
          .layer("domain")
          .definedBy("io.kalends.domain..")
          .whereLayer("bootstrap")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("adapters")
          .mayOnlyBeAccessedByLayers("bootstrap")
          .whereLayer("control")
          .mayOnlyBeAccessedByLayers("bootstrap", "adapters")
          .whereLayer("job")
          .mayOnlyBeAccessedByLayers("bootstrap", "control")
          .whereLayer("postgres")
          .mayOnlyBeAccessedByLayers("bootstrap", "adapters", "control", "job");

  @ArchTest
  static final ArchRule packagesDoNotDependOnEachOtherInCircles =
      slices().matching("io.kalends.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theDomainDependsOnTheJdkAndJSpecifyOnly =
      classes()
          .that()
          .resideInAPackage("io.kalends.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.kalends.domain..",
              "java.lang..",
              "java.math..",
              "java.time..",
              "java.util..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule onlyPostgresAndBootstrapKnowJdbc =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.kalends.postgres..", "io.kalends.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql..");

  @ArchTest
  static final ArchRule onlyJobControlAndBootstrapKnowSpringBatch =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.kalends.job..", "io.kalends.control..", "io.kalends.bootstrap..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.springframework.batch..");

  @ArchTest
  static final ArchRule onlyJobStepsBuildsSteps =
      noClasses()
          .that()
          .doNotHaveSimpleName("JobSteps")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.springframework.batch.core.step.builder..")
                  .as("are the builders of steps"))
          .because("no step runs without the right transaction manager");

  @ArchTest
  static final ArchRule aJobImportsNoOtherJobMaintenanceAndTheStepVerifyExcepted =
      slices()
          .matching("io.kalends.job.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("io.kalends.job.maintenance.."),
              resideInAPackage("io.kalends.job.."))
          .ignoreDependency(
              resideInAPackage("io.kalends.job.."), resideInAPackage("io.kalends.job.verify.."))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule adaptersDoNotKnowEachOther =
      slices().matching("io.kalends.(*)..").that(areAdapters()).should().notDependOnEachOther();

  @ArchTest
  static final ArchRule nobodyButBootstrapReadsTheSystemClock =
      noClasses()
          .that(resideOutsideOfPackages("io.kalends.bootstrap.."))
          .should()
          .accessTargetWhere(describe("the system clock is read", ArchitectureTest::readsTheClock));

  /**
   * A latch, a semaphore or a future may be waited for with a time limit: another thread ends that
   * wait, and so can a test.
   */
  @ArchTest
  static final ArchRule whoeverWaitsDoesSoByATicker =
      noClasses()
          .that(areNot(SLEEPS))
          .should()
          .accessTargetWhere(describe("a thread sleeps", ArchitectureTest::sleeps));

  @ArchTest
  static final ArchRule whoeverDecidesByElapsedTimeAsksATicker =
      noClasses()
          .that(areNot(MEASURES))
          .should()
          .accessTargetWhere(describe("elapsed time is read", ArchitectureTest::readsElapsedTime))
          .because("a test can let the time of a ticker pass; what only measures may use nanoTime");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      classes()
          .should()
          .haveNameNotMatching(".*(Impl|Manager|Helper|Util|Utils|Service)(\\$.*)?")
          .andShould()
          .haveNameNotMatching(".*\\.(Abstract|Base)[A-Z].*");

  @ArchTest
  static final ArchRule nothingIsInjectedIntoFields =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource");

  @ArchTest
  static final ArchRule wiringIsExplicit =
      noCodeUnits()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired");

  @ArchTest
  static final ArchRule transactionsAreVisibleInTheCode =
      noCodeUnits()
          .should()
          .beAnnotatedWith("org.springframework.transaction.annotation.Transactional");

  @ArchTest
  static final ArchRule noClassIsTransactionalAsAWhole =
      noClasses()
          .should()
          .beAnnotatedWith("org.springframework.transaction.annotation.Transactional");

  @ArchTest
  static final ArchRule nobodyWritesToTheStandardStreamsOutsideCli =
      noClasses()
          .that(resideOutsideOfPackages("io.kalends.cli.."))
          .should()
          .accessTargetWhere(
              describe("a standard stream is used", ArchitectureTest::isStandardStream));

  @ArchTest
  static final ArchRule everyPackageIsNullMarked =
      classes().that().haveSimpleName("package-info").should().beAnnotatedWith(NullMarked.class);

  private static DescribedPredicate<Slice> areAdapters() {
    return describe(
        "are adapters", slice -> ADAPTERS.contains("io.kalends." + slice.getNamePart(1) + ".."));
  }

  private static boolean readsTheClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    boolean noArguments = access.getTarget().getFullName().endsWith("()");
    return (owner.startsWith("java.time.") && name.equals("now") && noArguments)
        || (owner.equals(System.class.getName()) && name.equals("currentTimeMillis"))
        || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
        || (owner.equals(Date.class.getName()) && name.equals("<init>") && noArguments);
  }

  private static DescribedPredicate<JavaClass> areNot(Set<String> names) {
    return describe("are not " + names, type -> !names.contains(outer(type.getName())));
  }

  private static String outer(String name) {
    return name.replaceFirst("\\$.*", "");
  }

  private static boolean readsElapsedTime(JavaAccess<?> access) {
    return access.getTargetOwner().isEquivalentTo(System.class)
        && access.getTarget().getName().equals("nanoTime");
  }

  private static boolean sleeps(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return (owner.equals(Thread.class.getName()) && Set.of("sleep", "onSpinWait").contains(name))
        || (owner.equals(TimeUnit.class.getName()) && name.equals("sleep"))
        || (owner.equals(LockSupport.class.getName()) && name.startsWith("park"));
  }

  private static boolean isStandardStream(JavaAccess<?> access) {
    return (access.getTargetOwner().isEquivalentTo(System.class)
            && Set.of("out", "err", "in").contains(access.getTarget().getName()))
        || access.getTarget().getName().equals("printStackTrace");
  }
}
