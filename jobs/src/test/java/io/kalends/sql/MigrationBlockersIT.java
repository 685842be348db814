package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why a table cannot be migrated: each reason with its own mend, all at once, nothing touched. */
class MigrationBlockersIT {
  private static final String BY_AT = "{\"by\": \"at\"}";

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSession() {
    session = Session.of(database);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void blocked(String table, String options, String... wanted) {
    String before = catalogue();
    List<String> blockers = Undertaking.plan(session, table, options).blockers();
    assertThat(blockers).hasSize(wanted.length);
    for (String each : wanted) {
      assertThat(blockers).as(blockers.toString()).anyMatch(row -> row.matches("(?s)" + each));
    }
    assertThat(catalogue()).as("nothing is touched").isEqualTo(before);
    session.run("delete from kalends.migration");
  }

  private String catalogue() {
    return session.value(
        "select count(*) || ' ' || md5(string_agg(relname || coalesce(relacl::text, ''), ' ' order"
            + " by oid)) from pg_class where relnamespace <> 'pg_toast'::regnamespace");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    session.run(
        """
        create table parent (x int);
        create unlogged table t (id int, at timestamp, other int, check (other > 0) no inherit) inherits (parent);
        create unlogged table heir () inherits (t);
        insert into t values (1, 1, null, 1), (2, 1, 'infinity', 1), (3, 2, '0090-01-01', 1), (4, 3, '2026-01-01', 1);
        create table t_old (x int);
        create type t_new as (x int);
        """);
    blocked(
        "t",
        "{\"by\": \"at\", \"key\": \"id\"}",
        "unlogged\\|public.t\\|.*\\|ALTER TABLE public.t SET LOGGED",
        "inheritance\\|public.t\\|public.heir inherits from it\\|ALTER TABLE public.heir NO INHERIT"
            + " public.t.*",
        "inheritance\\|public.t\\|it inherits from .*parent\\|ALTER TABLE public.t NO INHERIT"
            + " .*parent",
        "no_key\\|public.t\\|.*just the columns \\{id}.*\\|ALTER TABLE public.t ADD PRIMARY KEY.*",
        "null_key\\|public.t.id\\|.*\\|ALTER TABLE public.t ALTER COLUMN id SET NOT NULL",
        "constraint\\|t_other_check on public.t\\|it is NO INHERIT.*",
        "name_taken\\|public.t_old\\|.*a table has it\\|ALTER TABLE public.t_old RENAME TO.*",
        "name_taken\\|public.t_new\\|.*a type has it\\|.*",
        "null_time\\|public.t.at\\|1 rows have no value.*\\|UPDATE public.t SET at = .* WHERE at IS"
            + " NULL",
        "infinite_time\\|public.t.at\\|1 rows have infinity.*",
        "too_many_partitions\\|public.t.at\\|from 0090-01-01.*more than 1000\\|.*every=.*",
        "duplicates\\|public.t\\|1 values of the key \\(id\\) are there more than once.*");
  }

  @Test
  void aTableWithoutAKey() {
    session.run(
        """
        create table bare (id int, at date not null);
        create table nearly (id int unique, at date not null);
        create table partial (id int not null, at date not null);
        create unique index on partial (id) where id > 0;
        create table late (id int not null unique deferrable, at date not null);
        """);
    blocked("bare", BY_AT, "no_key\\|public.bare\\|no unique index.*");
    blocked(
        "nearly",
        BY_AT,
        "no_key\\|public.nearly\\|.*\\|ALTER TABLE public.nearly ALTER COLUMN id SET NOT NULL; its"
            + " unique index .* would do then");
    blocked("partial", BY_AT, "no_key\\|public.partial\\|.*");
    blocked(
        "late",
        BY_AT,
        "no_key\\|public.late\\|.*",
        "constraint\\|late_id_key on public.late\\|it is deferrable.*");
  }

  @Test
  void aTableThatIsTemporaryOrExcludes() {
    session.run(
        """
        create temp table brief (id int primary key, at date not null);
        create table excludes (id int primary key, at date not null, exclude using btree (at with =));
        """);
    blocked(
        "pg_temp.brief"
            .replace(
                "pg_temp",
                session.value("select nspname from pg_namespace where oid = pg_my_temp_schema()")),
        BY_AT,
        "temporary\\|.*");
    blocked(
        "excludes", BY_AT, "constraint\\|excludes_at_excl on public.excludes\\|it excludes rows.*");
  }

  @Test
  void rowSecurityThatHidesRows() {
    session.run(
        """
        create table hidden (id int primary key, at date not null);
        alter table hidden enable row level security;
        """);
    assertThat(Undertaking.plan(session, "hidden", BY_AT).blockers()).isEmpty();
    session.run("delete from kalends.migration; alter table hidden force row level security");
    blocked(
        "hidden",
        BY_AT,
        "row_security\\|public.hidden\\|role kalends sees only.*\\|ALTER TABLE public.hidden NO"
            + " FORCE ROW LEVEL SECURITY.*");
  }

  @Test
  void computedColumns() {
    session.run(
        """
        create table computed (id int generated always as identity primary key, at date not null, day date generated always as (at) stored);
        """);
    blocked(
        "computed",
        "{\"by\": \"at\", \"widen\": \"id:numeric\"}",
        "identity\\|public.computed.id\\|.*\\|leave it out of the option widen");
    assertThat(session.refusal("select kalends.new_migration('computed', '{\"by\": \"day\"}')"))
        .startsWith("KA003");
  }

  @Test
  void anotherMigrationOrPolicyOrNameInTheWay() {
    session.run(
        """
        create table one (id int primary key, at date not null);
        create table two (id int primary key, at date not null);
        create view goal as select 1;
        select kalends.new_migration('one', '{"by": "at", "into": "shared"}');
        """);
    assertThat(session.refusal("select kalends.new_migration('one', '%s')".formatted(BY_AT)))
        .startsWith("KA002");
    Undertaking second = Undertaking.plan(session, "two", "{\"by\": \"at\", \"into\": \"shared\"}");
    assertThat(second.blockers())
        .singleElement()
        .asString()
        .startsWith("other_migration|public.one|migration 1, which is planned");
    session.run("delete from kalends.migration");
    blocked(
        "two",
        "{\"by\": \"at\", \"into\": \"goal\"}",
        "name_taken\\|public.goal\\|.*a view has it\\|.*into=.*");
    session.run("insert into kalends.partition_config (table_name) values ('two')");
    blocked("two", BY_AT, "managed\\|public.two\\|.*\\|DELETE FROM kalends.partition_config.*");
  }

  @Test
  void tooLittleRoomWhereSomebodyCanTellHowMuchThereIs() {
    session.run(
        """
        create table large (id int primary key, at date not null, what text);
        insert into large select g, '2026-01-01', repeat('x', 100) from generate_series(1, 5000) g;
        analyze large;
        set kalends.free_disk = '1MB';
        """);
    blocked("large", BY_AT, "disk\\|public.large\\|it takes .* are free\\|.*");
    session.run("set kalends.free_disk = '100GB'");
    assertThat(Undertaking.plan(session, "large", BY_AT).blockers()).isEmpty();
  }

  @Test
  void rightsThatAreMissing() {
    database.executeAs(
        PostgresServer.SUPERUSER,
        """
        create schema theirs; grant usage on schema theirs to kalends;
        create table theirs.ref (id int primary key);
        create table theirs.t (id int primary key, at date not null, ref_id int references theirs.ref);
        create view theirs.v as select * from theirs.t;
        grant select on theirs.t to kalends;
        """);
    blocked(
        "theirs.t",
        BY_AT,
        "rights\\|theirs.t\\|role kalends may not change it.*\\|GRANT postgres TO kalends",
        "rights\\|schema theirs\\|role kalends may not create.*\\|GRANT CREATE ON SCHEMA theirs TO"
            + " kalends",
        "rights\\|theirs.v\\|role kalends may not change it.*\\|GRANT postgres TO kalends");
  }
}
