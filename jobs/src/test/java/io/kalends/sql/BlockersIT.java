package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What keeps a partition from being dropped is said with its reason, all of it at once. */
@Execution(ExecutionMode.CONCURRENT)
class BlockersIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createATableWithTwoExpiredPartitions() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id int not null, at timestamptz not null, v text, primary key (id, at)) partition by range (at);
        create table t_2020_01 partition of t for values from ('2020-01-01Z') to ('2020-02-01Z');
        create table t_2020_02 partition of t for values from ('2020-02-01Z') to ('2020-03-01Z');
        insert into t values (1, '2020-01-15Z'), (2, '2020-02-15Z');
        select kalends.register('t', '{"future_partitions": 1}');
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private List<String> verdicts() {
    return session.rows(
        "select action, target, verdict, blocker from kalends.plan_maintenance('t', steps =>"
            + " '{drop}')");
  }

  @Test
  void nameEveryReasonAtOnce() {
    session.run(
        """
        create view direct as select * from t_2020_01;
        create materialized view heavy as select count(*) from t_2020_01;
        create table child (tid int, tat timestamptz, foreign key (tid, tat) references t);
        """);
    assertThat(verdicts()).hasSize(2).allMatch(row -> row.contains("|blocked|"));
    assertThat(verdicts().getFirst())
        .contains(
            "foreign key child_tid_tat_fkey of public.child references public.t:",
            "view public.direct depends on table public.t_2020_01",
            "materialized view public.heavy depends on table public.t_2020_01");
    assertThat(session.value("select count(*) from t")).isEqualTo("2");
    assertThat(Maintenance.perform(session))
        .noneMatch(row -> row.contains("|failed|"))
        .filteredOn(row -> row.contains("|blocked|"))
        .hasSize(2);
    assertThat(session.value("select count(*) from t")).isEqualTo("2");
  }

  @Test
  void holdUpOnlyThePartitionThatTheyConcern() {
    session.run("create view direct as select * from t_2020_01");
    assertThat(Maintenance.perform(session))
        .filteredOn(row -> row.contains("t_2020_02"))
        .extracting(row -> row.split("[|]")[1] + row.split("[|]")[3])
        .contains("detachdone", "dropdone");
    assertThat(session.value("select count(*) from direct")).isEqualTo("1");
  }

  @Test
  void areNotTheForeignKeysThatPointOutwardsNorViewsOfTheParent() {
    session.run(
        """
        create table r (id int primary key); insert into r values (1), (2);
        alter table t add foreign key (id) references r;
        create view all_of_it as select * from t;
        """);
    Maintenance.completes(session);
    assertThat(session.value("select count(*) from t")).isEqualTo("0");
    assertThat(session.value("select count(*) from r")).isEqualTo("2");
  }

  @Test
  void areAKeyThatPointsToThePartitionAlone() {
    session.run(
        "create table child (tid int, tat timestamptz, foreign key (tid, tat) references"
            + " t_2020_01)");
    assertThat(verdicts().getFirst())
        .contains(
            "blocked",
            "foreign key child_tid_tat_fkey of public.child references public.t_2020_01");
    assertThat(verdicts().getLast()).contains("|do|");
  }

  @Test
  void areAForeignOwner() {
    String stranger = "stranger_" + database.name();
    database.executeAs(
        PostgresServer.SUPERUSER,
        "create role %1$s; alter table public.t_2020_01 owner to %1$s".formatted(stranger));
    assertThat(verdicts().getFirst())
        .contains(
            "blocked",
            "public.t_2020_01 belongs to " + stranger,
            "GRANT " + stranger + " TO kalends;");
    assertThat(Maintenance.perform(session)).noneMatch(row -> row.contains("|failed|"));
    assertThat(session.value("select count(*) from pg_class where relname = 't_2020_01'"))
        .isEqualTo("1");
  }

  @Test
  void areTheGuardOnTheNumberOfDrops() {
    session.run("update kalends.partition_config set max_drops_per_run = 1");
    assertThat(verdicts())
        .filteredOn(row -> row.contains("|held|"))
        .singleElement()
        .asString()
        .contains("t_2020_02", "max_drops_per_run", "--max-drops");
    assertThat(
            session.rows(
                "select verdict from kalends.plan_maintenance('t', steps => '{drop}', max_drops =>"
                    + " 2)"))
        .containsOnly("do");
  }

  @Test
  void keepWhatWasDetachedFromBeingDroppedWhenItIsInUseAgain() {
    session.run("update kalends.partition_config set grace_days = 3");
    Maintenance.perform(session);
    assertThat(
            session.value(
                "select count(*) from kalends.detached_partition where drop_after > now() +"
                    + " interval '2 days'"))
        .isEqualTo("2");
    assertThat(session.refusal("select kalends.confirm_drop('public', 't_2020_01')"))
        .startsWith("KA002")
        .contains("its grace lasts until");
    session.run(
        "update kalends.detached_partition set drop_after = now() - interval '1 hour'; create view"
            + " v as select * from t_2020_01");
    assertThat(verdicts())
        .filteredOn(row -> row.contains("|blocked|"))
        .singleElement()
        .asString()
        .contains("view public.v depends on table public.t_2020_01");
    session.run(
        "alter table t attach partition t_2020_02 for values from ('2020-02-01Z') to"
            + " ('2020-03-01Z')");
    assertThat(session.refusal("select kalends.confirm_drop('public', 't_2020_02')"))
        .contains("it is attached to a table");
    assertThat(session.value("select count(*) from t_2020_01")).isEqualTo("1");
  }

  @Test
  void neverLetATableBeDroppedThatKalendsHasNotDetached() {
    session.run("create table innocent (id int)");
    assertThat(session.refusal("select kalends.confirm_drop('public', 'innocent')"))
        .startsWith("KA002")
        .contains("Kalends has not detached it");
    session.run("alter table t detach partition t_2020_01");
    assertThat(session.refusal("select kalends.confirm_drop('public', 't_2020_01')"))
        .startsWith("KA002");
    assertThat(session.refusal("select kalends.confirm_drop('public', 'nothing')"))
        .contains("it does not exist");
    Maintenance.completes(session);
    assertThat(session.value("select count(*) from t_2020_01")).isEqualTo("1");
  }

  @Test
  void areNotNeededWhereWhatIsDetachedIsKept() {
    session.run("update kalends.partition_config set retention_action = 'detach'");
    Maintenance.completes(session);
    assertThat(session.value("select count(*) from t_2020_01")).isEqualTo("1");
    assertThat(session.rows("select drop_after from kalends.detached_partition"))
        .containsExactly("", "");
    assertThat(session.refusal("select kalends.confirm_drop('public', 't_2020_01')"))
        .contains("it is to be kept");
  }
}
