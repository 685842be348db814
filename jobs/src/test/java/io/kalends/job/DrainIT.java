package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rows that are moved out of the catch-all: nothing else happens to them, or they are not moved.
 */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class DrainIT {
  /** Rows of this month, up to the day after tomorrow at most, in the catch-all. */
  private static final String ORDERS =
      """
      create table public.orders (id bigint, at timestamptz, note text, primary key (id, at)) partition by range (at);
      create table public.orders_default partition of public.orders default;
      insert into public.orders select i, date_trunc('month', now() at time zone 'UTC') at time zone 'UTC', 'order ' || i from generate_series(1, 100) i;
      select kalends.register('public.orders', '{"retention_months": null, "retention_days": null, "future_partitions": 1}');
      """;

  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @BeforeEach
  void makeTable() {
    database.execute(ORDERS);
  }

  private Ended run(int code, String... arguments) {
    Ended ended = Program.on(database).run(arguments);
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    return ended;
  }

  private String inCatchAll() {
    return database.value("select count(*) from only public.orders_default");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cascade", "set null", "set default", "restrict", "no action"})
  void ofRowsThatAreReferencedTheForeignKeyIsNamedAndNothingIsTouched(String action) {
    database.execute(
        """
        create table public.items (id bigint primary key, order_id bigint, order_at timestamptz,
          foreign key (order_id, order_at) references public.orders on delete %s);
        create table public.details (item bigint references public.items on delete cascade);
        insert into public.items select id, id, at from public.orders;
        insert into public.details select id from public.items;
        """
            .formatted(action));
    assertThat(run(1, "run", "maintenance").out())
        .contains("foreign key items_order_id_order_at_fkey of public.items")
        .contains("drain refused");
    assertThat(run(0, "plan").out()).contains("blocked public.orders, drain");
    database.execute("select kalends.create_future_partitions('orders')");
    assertThat(inCatchAll()).isEqualTo("100");
    assertThat(
            database.value(
                "select (select count(*) from public.items where order_id is not null) || ' ' ||"
                    + " (select count(*) from public.details)"))
        .isEqualTo("100 100");
    assertThat(
            database.value(
                "select count(*) > 0 from kalends.list_partitions('orders') where state ="
                    + " 'current'"))
        .as("what of the present period can be created is there, unless its last day is today")
        .isIn("t", "f");
  }

  /** Nobody references a row of the catch-all: the key stands in nobody's way. */
  @Test
  void ofRowsThatNobodyReferencesTheForeignKeyIsAsBefore() {
    database.execute(
        "create table public.items (order_id bigint, order_at timestamptz, foreign key (order_id,"
            + " order_at) references public.orders on delete cascade)");
    assertThat(run(0, "run", "create").out()).contains("drained 1 (~100 rows");
    database.execute("insert into public.items select id, at from public.orders");
    database.execute("delete from public.orders where id = 7");
    assertThat(database.value("select count(*) from public.items")).isEqualTo("99");
  }

  @Test
  void firesNoTriggerAndLeavesThemAllAsTheyWere() {
    database.execute(
        """
        create table public.heard (what text);
        create function public.hear() returns trigger language plpgsql as
          'begin insert into public.heard values (tg_name); return case tg_op when ''DELETE'' then old else new end; end';
        create trigger row_before before insert or update or delete on public.orders for each row execute function public.hear();
        create trigger row_after after insert or update or delete on public.orders for each row execute function public.hear();
        create trigger statement_after after insert or delete on public.orders for each statement execute function public.hear();
        create trigger of_the_catch_all before delete on public.orders_default for each row execute function public.hear();
        create trigger always_there after delete on public.orders_default for each row execute function public.hear();
        alter table public.orders_default enable always trigger always_there;
        create trigger switched_off after delete on public.orders_default for each row execute function public.hear();
        alter table public.orders_default disable trigger switched_off;
        create constraint trigger deferred after delete on public.orders_default deferrable initially deferred for each row execute function public.hear();
        create rule a_rule as on delete to public.orders_default do also insert into public.heard values ('rule');
        truncate public.heard;
        """);
    String states =
        "select tgname, tgenabled from pg_trigger where tgrelid = 'public.orders_default'::regclass"
            + " and not (tgisinternal and tgparentid = 0) union all select rulename, ev_enabled"
            + " from pg_rewrite where ev_class = 'public.orders_default'::regclass order by 1";
    var before = database.rows(states);
    assertThat(run(0, "run", "create").out()).contains("drained 1 (~100 rows");
    assertThat(database.rows("select distinct what from public.heard")).isEmpty();
    assertThat(database.rows(states)).isEqualTo(before);
    assertThat(inCatchAll()).isEqualTo("0");
    database.execute("delete from public.orders where id = 1");
    assertThat(database.rows("select distinct what from public.heard order by 1"))
        .containsExactly("row_after", "row_before", "statement_after");
  }

  @Test
  void ofATableWhoseCatchAllIsPublishedByItselfThePublicationIsNamed() {
    database.execute("create publication of_the_leaf for table public.orders_default");
    assertThat(run(1, "run", "create").out()).contains("publication of_the_leaf publishes");
    assertThat(inCatchAll()).isEqualTo("100");
  }

  /**
   * The second level, and RLS forced on the parent: the rows come into a table without policies.
   */
  @Test
  void ofATableWithForcedRowSecurityTheyArriveAll() {
    database.execute(
        """
        create policy everybody on public.orders using (id > 0);
        alter table public.orders enable row level security;
        alter table public.orders force row level security;
        """);
    assertThat(run(0, "run", "create").out()).contains("drained 1 (~100 rows");
    assertThat(
            database.value(
                "select count(*) from pg_class where relname ~ '^orders_2' and relrowsecurity and"
                    + " relforcerowsecurity"))
        .isEqualTo("2");
    assertThat(database.value("select count(*) from public.orders")).isEqualTo("100");
  }

  @Test
  void thatRowSecurityHidesAreSaidToBeHidden() {
    database.execute(
        """
        create policy nobody on public.orders_default using (false);
        alter table public.orders_default enable row level security;
        alter table public.orders_default force row level security;
        """);
    assertThat(run(1, "run", "create").out())
        .contains("lie in the catch-all where row-level security hides them", "BYPASSRLS");
    assertThat(run(0, "plan").out()).contains("which cannot be looked for");
  }
}
