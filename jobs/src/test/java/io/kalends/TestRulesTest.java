package io.kalends;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Background;
import io.kalends.testing.SteadyWriter.Figures;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;

/** The rules for the tests in jobs/src/test, which run in parallel in one JVM. */
@AnalyzeClasses(packages = "io.kalends", importOptions = ImportOption.OnlyIncludeTests.class)
class TestRulesTest {
  private static final Set<String> FORBIDDEN =
      Set.of(
          System.class.getName() + ".setProperty",
          System.class.getName() + ".setProperties",
          System.class.getName() + ".clearProperty",
          System.class.getName() + ".setOut",
          System.class.getName() + ".setErr",
          System.class.getName() + ".setIn",
          TimeZone.class.getName() + ".setDefault",
          Locale.class.getName() + ".setDefault",
          DriverManager.class.getName() + ".setLoginTimeout");

  @ArchTest
  static final ArchRule noTestChangesWhatBelongsToTheWholeJvm =
      noClasses()
          .should()
          .accessTargetWhere(
              describe("a setting of the JVM is changed", TestRulesTest::changesTheJvm))
          .because("other tests run in the same JVM at the same time");

  @ArchTest
  static final ArchRule onlyTestsTaggedTimingAskHowLongSomethingTook =
      noClasses()
          .that(describe("are not tagged timing", TestRulesTest::isNotTaggedTiming))
          .and()
          .areNotAssignableTo(Ended.class)
          .and()
          .areNotAssignableTo(Figures.class)
          .should()
          .callMethod(Ended.class, "took")
          .orShould()
          .callMethod(Figures.class, "longestWait")
          .because("the machine may be busy; 'make timing' has it for itself and is calibrated");

  @ArchTest
  static final ArchRule noTestWorksOnASharedPoolOfThreads =
      noClasses()
          .should()
          .callMethod(CompletableFuture.class, "supplyAsync", Supplier.class)
          .orShould()
          .callMethod(CompletableFuture.class, "runAsync", Runnable.class)
          .orShould()
          .callMethodWhere(
              describe(
                  "a stream is parallel",
                  call ->
                      call.getTargetOwner().getName().startsWith("java.util.")
                          && Set.of("parallel", "parallelStream").contains(call.getName())))
          .because("it has one thread on two cores for all test classes: use Background");

  /** Program tells it as Ended.took, Passage ends what hangs by it. */
  @ArchTest
  static final ArchRule noOtherTestMeasuresTime =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.kalends.testing")
          .and()
          .doNotHaveFullyQualifiedName("io.kalends.bootstrap.Program")
          .and()
          .doNotHaveFullyQualifiedName("io.kalends.protocol.Passage")
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a wall-clock limit is asserted only in 'make timing', by Ended and Figures");

  @ArchTest
  static final ArchRule onlyBackgroundStartsThreads =
      noClasses()
          .that()
          .areNotAssignableTo(Background.class)
          .and()
          .doNotHaveFullyQualifiedName("io.kalends.testing.DatabaseCopies")
          .should()
          .callMethod(Thread.class, "ofPlatform")
          .orShould()
          .callMethod(Thread.class, "ofVirtual")
          .orShould()
          .callMethod(Thread.class, "startVirtualThread", Runnable.class)
          .orShould()
          .callMethod(Thread.class, "start")
          .because("what a thread throws is lost; the future of Background has it");

  private static boolean isNotTaggedTiming(JavaClass each) {
    return each.tryGetAnnotationOfType(Tag.class)
        .filter(tag -> tag.value().equals("timing"))
        .isEmpty();
  }

  private static boolean changesTheJvm(JavaAccess<?> access) {
    return FORBIDDEN.contains(
        access.getTargetOwner().getName() + "." + access.getTarget().getName());
  }
}
