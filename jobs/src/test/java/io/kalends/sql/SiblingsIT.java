package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.PostgresServer;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A new partition is like its newest regular sibling, in whatever PostgreSQL does not hand down.
 */
class SiblingsIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  /** Two regular months, of which the last is this one; the parent in public, they elsewhere. */
  @BeforeEach
  void makeTable() {
    session = Session.of(database);
    session.run(
        """
        delete from kalends.partition_config;
        create schema parts;
        create table t (id bigint, at timestamptz not null, n int) partition by range (at);
        do $$
        declare
          present constant timestamp := date_trunc('month', now() at time zone 'UTC');
        begin
          execute format('create table parts.t_before partition of t for values from (%L) to (%L)', present - interval '1 month' || '+00', present || '+00');
          execute format('create table parts.t_now partition of t for values from (%L) to (%L)', present || '+00', present + interval '1 month' || '+00');
        end $$;
        select kalends.register('t', '{"future_partitions": 1, "retention_months": null, "retention_days": null}');
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  private void create() {
    assertThat(
            session.rows(
                "select status, message from kalends.perform(null, now(), '{create}', '{}',"
                    + " false)"))
        .isNotEmpty()
        .allMatch("done|"::equals);
  }

  /** The partition that was created. */
  private String made(String of) {
    return session.value(
        "select %s from pg_class c where c.oid = (select partition_oid from kalends.partition_bounds('t'::regclass) order by lower_bound desc limit 1)"
            .formatted(of));
  }

  @Test
  void inSchemaPersistenceOptionsAndReplicaIdentity() {
    session.run(
        """
        alter table parts.t_now set (fillfactor = 70, toast.autovacuum_enabled = off);
        alter table parts.t_now alter column n set storage plain;
        alter table parts.t_now replica identity full;
        alter table parts.t_now set unlogged;
        """);
    create();
    assertThat(
            made(
                "concat_ws('|', c.relnamespace::regnamespace, c.reloptions, c.relreplident,"
                    + " c.relpersistence)"))
        .isEqualTo("parts|{fillfactor=70}|f|u");
  }

  @Test
  void inLocalIndexesConstraintsAndTriggers() {
    session.run(
        """
        create unique index t_now_once on parts.t_now (id) where n > 0;
        create index t_now_n on parts.t_now (n);
        alter table parts.t_now add constraint n_is_small check (n < 100), add constraint t_now_ids unique (id, n);
        create function touch() returns trigger language plpgsql as 'begin new.n := coalesce(new.n, 5); return new; end';
        create trigger touch before insert on parts.t_now for each row execute function touch();
        create trigger off before insert on parts.t_now for each row execute function touch();
        alter table parts.t_now disable trigger off;
        alter table parts.t_now replica identity using index t_now_once;
        """
            .replace("alter table parts.t_now replica identity using index t_now_once;\n", ""));
    create();
    assertThat(
            made(
                """
                (select count(*) from pg_index i where i.indrelid = c.oid) || ' '
                || (select string_agg(conname || ' ' || pg_get_constraintdef(oid), ', ' order by conname) from pg_constraint where conrelid = c.oid and contype in ('c', 'u')) || ' '
                || (select string_agg(tgname::text || tgenabled::text, ', ' order by tgname) from pg_trigger where tgrelid = c.oid)\
                """))
        .startsWith("3 ")
        .contains("n_is_small CHECK ((n < 100))")
        .contains("UNIQUE (id, n)")
        .endsWith("offD, touchO");
    session.run("insert into t values (1, now() + interval '1 month')");
    assertThat(session.value("select n from t")).isEqualTo("5");
    assertThat(session.refusal("insert into t values (2, now() + interval '1 month', 500)"))
        .startsWith("23514");
  }

  /** The one made last is a stray: what lies far in the past tells nothing of how one is today. */
  @Test
  void whichIsTheNewestRegularOneAndNotTheOneMadeLast() {
    session.run(
        """
        alter table parts.t_now set (fillfactor = 70);
        create table odd partition of t for values from ('2000-01-05Z') to ('2000-01-06Z') with (fillfactor = 11);
        create table far partition of t for values from ('2090-01-05Z') to ('2095-01-06Z') with (fillfactor = 12);
        """);
    create();
    assertThat(
            session.rows(
                "select c.reloptions from pg_class c join kalends.partition_bounds('t'::regclass) b"
                    + " on b.partition_oid = c.oid where b.lower_bound > now() and b.lower_bound <"
                    + " now() + interval '2 months'"))
        .containsExactly("{fillfactor=70}");
  }

  @Test
  void inRightsExactlyTheParentsWhateverDefaultPrivilegesSay() {
    String web = "web_" + database.name();
    database.executeAs(PostgresServer.SUPERUSER, "create role " + web);
    session.run(
        """
        grant select (id) on t to %1$s;
        alter default privileges grant all on tables to %1$s, public;
        alter default privileges in schema parts grant select on tables to %1$s;
        """
            .formatted(web));
    create();
    for (String right : List.of("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE")) {
      assertThat(made("has_table_privilege('%s', c.oid, '%s')".formatted(web, right)))
          .as(right)
          .isEqualTo("f");
    }
  }

  @Test
  void inPublicationsOfItsOwnerAndWhatAnotherOwnsIsAFinding() {
    session.run("create publication mine for table parts.t_before, parts.t_now");
    database.executeAs(
        PostgresServer.SUPERUSER,
        "create publication theirs for table parts.t_before, parts.t_now");
    create();
    assertThat(
            made(
                "(select string_agg(p.pubname, ',') from pg_publication_rel r join pg_publication p"
                    + " on p.oid = r.prpubid where r.prrelid = c.oid)"))
        .isEqualTo("mine");
    assertThat(Findings.now(session).appears("not_continued")).contains("publication theirs");
    database.executeAs(
        PostgresServer.SUPERUSER, "alter publication theirs add table " + made("c.oid::regclass"));
    assertThat(Findings.now(session).of("not_continued")).isEmpty();
  }
}
