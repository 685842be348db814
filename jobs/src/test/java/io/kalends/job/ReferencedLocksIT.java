package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.Calibration;
import io.kalends.testing.Months;
import io.kalends.testing.OpenTransaction;
import io.kalends.testing.SteadyWriter;
import io.kalends.testing.SteadyWriter.Figures;
import io.kalends.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Foreign keys reach into other tables: to create, detach or drop a partition that has one,
 * PostgreSQL locks the table that it references. Whoever writes there must not wait for us either.
 */
@Tag("timing")
class ReferencedLocksIT {
  private static final Duration DEADLINE = Duration.ofSeconds(4);
  private static final double BUDGET_MS = 200 * Calibration.slowness();

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTables() {
    database.execute(Months.table("events", 14));
    database.execute(
        """
        create table public.people (id bigint primary key, seen timestamptz);
        insert into public.people select i, now() from generate_series(1, 100) i;
        alter table public.events add foreign key (id) references public.people;
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update public.people set seen = now() where id = 2",
        "select count(*) from public.people"
      })
  void anOpenTransactionThereDoesNotMakeItsOtherWritersWait(String sql) throws Exception {
    try (OpenTransaction open =
            OpenTransaction.of(database.connect(), "set application_name = 'shop'", sql);
        SteadyWriter writer =
            SteadyWriter.start(database, "update public.people set seen = now() where id = 1")) {
      Ended first = program().run("run", "maintenance");
      System.err.println("ReferencedLocksIT: " + first);
      Figures figures = writer.stop();
      System.err.println("ReferencedLocksIT: " + figures);
      assertThat(figures.longestWait()).as(figures.toString()).isLessThan(BUDGET_MS);
      assertThat(figures.errors()).isEmpty();
      assertThat(first.code()).as(first.toString()).isEqualTo(75);
      assertThat(first.out()).contains("pid " + open.pid()).contains("application shop)");
      assertThat(first.took())
          .isLessThan(DEADLINE.multipliedBy(2).plus(Calibration.scaled(Duration.ofSeconds(10))));
    }
    assertFinishes();
  }

  @Test
  void withoutOneEverythingIsDone() throws Exception {
    try (SteadyWriter writer =
        SteadyWriter.start(database, "update public.people set seen = now() where id = 1")) {
      assertFinishes();
      Figures figures = writer.stop();
      System.err.println("ReferencedLocksIT: " + figures);
      assertThat(figures.longestWait()).as(figures.toString()).isLessThan(BUDGET_MS);
    }
  }

  private Program program() {
    return Program.on(database)
        .with("kalends.lock-deadline", DEADLINE.toMillis() + "ms")
        .with("kalends.lock-budget", "200ms");
  }

  private void assertFinishes() {
    Ended last = program().run("run", "maintenance");
    assertThat(last.code()).as(last.toString()).isZero();
    assertThat(database.value(Months.count("events"))).isEqualTo("19");
    assertThat(database.value("select count(*) from kalends.detached_partition")).isEqualTo("0");
    assertThat(database.value("select count(*) from kalends.intent")).isEqualTo("0");
  }
}
