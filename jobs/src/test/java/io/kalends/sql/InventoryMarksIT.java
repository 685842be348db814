package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What stands in pg_index: the index by which a row is known to subscribers, and that of CLUSTER.
 */
class InventoryMarksIT {

  /** Tables, but for the catch-all's name, with the columns of what identifies and clusters. */
  private static final String MARKS =
      """
      select c.relkind::text || ' ' || c.relreplident::text || ' ' || coalesce(string_agg(distinct
               case when i.indisreplident then 'by ' when i.indisclustered then 'clustered ' end
               || substring(pg_get_indexdef(i.indexrelid) from '[(].*[)]'), ' '), '')
      from pg_class c
      left join pg_index i on i.indrelid = c.oid and (i.indisreplident or i.indisclustered)
      where c.oid = '%1$s'::regclass or c.oid in (select relid from pg_partition_tree('%1$s'))
      group by c.oid, c.relkind, c.relreplident
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();
  private Session session;

  @BeforeEach
  void createTheTable() {
    session = Session.of(database);
    session.run(
        """
        create table m (id bigint primary key, code text not null unique, "at" timestamptz not null, x int);
        insert into m select g, 'c' || g, now() - g * interval '1 day', g from generate_series(1, 40) g;
        create index m_x on m (x);
        alter table m replica identity using index m_code_key;
        alter table m cluster on m_x;
        """);
  }

  @AfterEach
  void closeSession() {
    session.close();
  }

  @Test
  void followTheTableForthAndBackAndIntoPartitionsThatAreMadeLater() {
    Undertaking migration = Undertaking.plan(session, "m", "{\"by\": \"at\", \"future\": \"1\"}");
    assertThat(migration.blockers()).isEmpty();
    assertThat(migration.inventory())
        .contains(
            "cluster|m_x on public.m|rebuild", "replica_identity|m_code_key on public.m|rebuild");
    List<String> before = marks("m");
    migration.cutOver();
    assertThat(marks("m")).containsExactly("p i by (code, at)", "r i by (code, at) clustered (x)");
    assertThat(migration.statements("before")).isEmpty();
    session.run("select kalends.create_future_partitions('m', 3)");
    assertThat(marks("m"))
        .as("what is made later has the identity, and no CLUSTER")
        .containsExactly(
            "p i by (code, at)", "r i by (code, at)", "r i by (code, at) clustered (x)");
    migration.rollBack();
    assertThat(marks("m")).isEqualTo(before).containsExactly("r i by (code) clustered (x)");
  }

  private List<String> marks(String table) {
    return session.rows("select distinct * from (" + MARKS.formatted(table) + ") m order by 1");
  }
}
