package io.kalends.rest;

import io.kalends.control.Fresh;
import io.kalends.control.Health;
import io.kalends.control.Look;
import io.kalends.control.Partition;
import io.kalends.control.Policies;
import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.TableName;
import io.kalends.domain.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The two questions that many ask at once, and that the catalogue answers slowly: each is asked
 * once a second at most, and the answers are cut down to what the caller may see. An answer is as
 * old as that, and some seconds older where nobody has asked for a while, or many ask.
 */
public final class Glance {

  private static final Duration GOOD = Duration.ofSeconds(1);
  private static final Duration LATE = Duration.ofSeconds(5);

  private final Policies policies;
  private final Fresh<String, Health> health;
  private final Fresh<Optional<TableName>, List<Partition>> partitions;

  public Glance(Look look, Policies policies, Ticker ticker) {
    this.policies = policies;
    this.health = new Fresh<>(GOOD, LATE, ticker, all -> look.health(null));
    this.partitions = new Fresh<>(GOOD, LATE, ticker, table -> look.partitions(table.orElse(null)));
  }

  /** Something was asked for that may change them. */
  public void forget() {
    health.forget();
    partitions.forget();
  }

  Views.HealthView health(Caller caller) {
    Health all = health.get("");
    if (caller.tables().allowAll()) {
      return Views.HealthView.of(all);
    }
    List<Health.Summary> tables =
        all.tables().stream().filter(each -> caller.tables().allow(table(each))).toList();
    List<String> names = tables.stream().map(each -> table(each).toString()).toList();
    return Views.HealthView.of(
        new Health(
            tables,
            all.findings().stream().filter(each -> isAbout(each.subject(), names)).toList()));
  }

  Views.PartitionPage partitions(Caller caller, @Nullable TableName table, Page page) {
    List<Partition> all =
        partitions.get(Optional.ofNullable(table)).stream()
            .filter(each -> caller.tables().allow(each.table()))
            .toList();
    Page.Cut<Partition> cut = page.of(all, each -> each.table() + " " + each.name());
    return new Views.PartitionPage(
        cut.part().stream().map(Views.PartitionView::of).toList(), cut.next());
  }

  /** How many partitions so many months are, for a table; for all tables: as for months. */
  int periods(@Nullable TableName table, int months) {
    if (months < 0 || months > 1_000) {
      throw new BadInput("monthsAhead is %d".formatted(months), "give 0 to 1000");
    }
    String granularity =
        table == null
            ? "month"
            : policies.read(table).settings().getOrDefault("granularity", "month");
    long periods =
        switch (granularity) {
          case "hour" -> months * 744L;
          case "day" -> months * 31L;
          case "week" -> months * 5L;
          case "quarter" -> (months + 2) / 3;
          case "year" -> (months + 11) / 12;
          default -> months;
        };
    if (periods > 1_000) {
      throw new BadInput(
          "monthsAhead is %d, which is %d partitions of one %s"
              .formatted(months, periods, granularity),
          "give fewer: at most 1000 partitions are made ahead");
    }
    return (int) periods;
  }

  private static TableName table(Health.Summary summary) {
    String name = summary.table();
    int dot = name.indexOf('.');
    return dot < 0
        ? new TableName("public", name)
        : new TableName(name.substring(0, dot), name.substring(dot + 1));
  }

  private static boolean isAbout(@Nullable String subject, List<String> tables) {
    return subject != null
        && tables.stream()
            .anyMatch(table -> subject.equals(table) || subject.startsWith(table + " "));
  }
}
