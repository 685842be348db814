package io.kalends;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.sql.DriverManager;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;

/** The rules for tests, which run in parallel in one JVM. */
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

  private static boolean changesTheJvm(JavaAccess<?> access) {
    return FORBIDDEN.contains(
        access.getTargetOwner().getName() + "." + access.getTarget().getName());
  }
}
