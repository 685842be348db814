package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A new partition is in every respect like what PARTITION OF and its siblings would have made it.
 */
class NewPartitionIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void openSession() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create table t (id bigint not null, at timestamptz not null default now(), v text collate "C" check (v <> 'no'),
          w numeric(10, 2) default 1.5, primary key (id, at)) partition by range (at);
        create index on t (v) where v is not null;
        select kalends.register('t', '{"future_partitions": 1}');
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  /** What the catalogue says of the newest partition. */
  private String ofNewest(String expression) {
    return session.value(
        "select %s from pg_class c where c.oid = (select partition_oid from kalends.partitions where table_name = 't' order by lower_bound desc nulls last limit 1)"
            .formatted(expression));
  }

  @Test
  void hasTheColumnsDefaultsChecksAndIndexesOfItsParent() {
    Maintenance.completes(session);
    session.run(
        "create table reference partition of t for values from ('1990-01-01Z') to ('1990-02-01Z')");
    String columns =
        """
        select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attcollation::regcollation, pg_get_expr(adbin, adrelid)), ', ' order by attnum)
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = %s and attnum > 0
        """;
    assertThat(ofNewest("(" + columns.formatted("c.oid") + ")"))
        .isEqualTo(session.value(columns.formatted("'reference'::regclass")));
    String constraints =
        "select string_agg(contype::text || pg_get_constraintdef(oid), ', ' order by contype,"
            + " pg_get_constraintdef(oid)) from pg_constraint where conrelid = %s";
    assertThat(ofNewest("(" + constraints.formatted("c.oid") + ")"))
        .isEqualTo(session.value(constraints.formatted("'reference'::regclass")));
    String indexes =
        "select string_agg(regexp_replace(pg_get_indexdef(indexrelid), '^.* USING', ''), ', ' order"
            + " by 1) from pg_index join pg_inherits on inhrelid = indexrelid where indrelid = %s"
            + " and indisvalid";
    assertThat(
            session.number("select count(*) from pg_index where indrelid = 'reference'::regclass"))
        .isEqualTo(2);
    assertThat(ofNewest("(" + indexes.formatted("c.oid") + ")"))
        .isEqualTo(session.value(indexes.formatted("'reference'::regclass")));
  }

  @Test
  void hasTheGrantsRowSecurityAndReplicaIdentityOfItsParent() {
    session.run(
        """
        grant select, insert on t to pg_monitor; grant update on t to pg_read_all_stats with grant option; grant delete on t to public;
        alter table t enable row level security, force row level security, replica identity full;
        create policy everyone on t using (true);
        """);
    Maintenance.completes(session);
    String grants = "(select string_agg(a::text, ' ' order by a::text) from unnest(relacl) a)";
    assertThat(ofNewest(grants))
        .isEqualTo(session.value("select " + grants + " from pg_class where relname = 't'"));
    assertThat(ofNewest("concat(relrowsecurity, relforcerowsecurity, relreplident)"))
        .isEqualTo("ttf");
  }

  @Test
  void hasTheStorageParametersOfItsNewestSibling() {
    session.run(
        """
        create table old partition of t for values from ('2026-09-01Z') to ('2026-10-01Z') with (fillfactor = 55, autovacuum_vacuum_scale_factor = 0.01, toast.autovacuum_enabled = false)
        """);
    Maintenance.completes(session);
    assertThat(ofNewest("reloptions::text"))
        .contains("fillfactor=55")
        .contains("scale_factor=0.01");
    assertThat(ofNewest("(select reloptions::text from pg_class x where x.oid = c.reltoastrelid)"))
        .contains("autovacuum_enabled=false");
  }

  @Test
  void isUnloggedWhereItsParentIsWhichPostgres18NoLongerAllows() {
    assumeThat(PostgresServer.version()).isLessThan(18);
    session.run(
        "drop table t; create unlogged table t (at timestamptz not null) partition by range (at)");
    Maintenance.completes(session);
    assertThat(ofNewest("relpersistence")).isEqualTo("u");
  }

  @Test
  void belongsToTheOwnerOfItsParent() {
    String owner = "owner_" + database.name();
    database.executeAs(
        PostgresServer.SUPERUSER,
        """
        create role %1$s;
        grant %1$s to kalends;
        grant create, usage on schema public to %1$s;
        alter table public.t owner to %1$s;
        """
            .formatted(owner));
    Maintenance.completes(session);
    assertThat(ofNewest("pg_get_userbyid(relowner)")).isEqualTo(owner);
  }

  @Test
  void lendsItsIdentityColumnToThePartitionFromPostgres17On() {
    session.run(
        "drop table t cascade; create table t (id bigint generated by default as identity, at"
            + " timestamptz not null) partition by range (at)");
    Maintenance.completes(session);
    session.run("insert into t (at) values (now()), (now())");
    assertThat(session.value("select count(distinct id) from t")).isEqualTo("2");
    assumeThat(PostgresServer.version()).isGreaterThanOrEqualTo(17);
    assertThat(
            ofNewest(
                "(select attidentity from pg_attribute where attrelid = c.oid and attname = 'id')"))
        .isEqualTo("d");
  }

  @Test
  void firesTheRowTriggersOfItsParentOnce() {
    session.run(
        """
        create table log (n int);
        create function note() returns trigger language plpgsql as 'begin insert into public.log values (1); return new; end';
        create trigger note after insert on t for each row execute function note();
        """);
    Maintenance.completes(session);
    session.run("insert into t (id) values (1)");
    assertThat(session.number("select count(*) from log")).isEqualTo(1);
  }

  @Test
  void hasTheOutgoingForeignKeysOfItsParent() {
    session.run(
        "create table r (id bigint primary key); insert into r values (1); alter table t add"
            + " foreign key (id) references r");
    Maintenance.completes(session);
    session.run("insert into t (id) values (1)");
    assertThat(session.refusal("insert into t (id) values (2)")).startsWith("23503");
  }

  @Test
  void keepsOutOfThePublicationsWayByBeingPartOfItsParent() {
    session.run("create publication p for table t");
    Maintenance.completes(session);
    assertThat(session.number("select count(*) from pg_publication_tables")).isEqualTo(2);
  }
}
