package io.kalends.sql;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;

/**
 * When periods begin in a zone, by java.time and nothing else: what kalends.periods must agree
 * with.
 */
record Calendar(String granularity, ZoneId zone) {

  /**
   * The beginnings of all periods from that of {@code since} to the first at or after {@code
   * until}.
   */
  List<Instant> beginnings(LocalDate since, LocalDate until) {
    List<Instant> beginnings = new ArrayList<>();
    LocalDate day = first(since);
    while (day.isBefore(until)) {
      LocalDate next = next(day);
      Instant from = day.atStartOfDay(zone).toInstant();
      Instant to = next.atStartOfDay(zone).toInstant();
      if (granularity.equals("hour")) {
        for (Instant hour = from; hour.isBefore(to); hour = hour.plusSeconds(3600)) {
          beginnings.add(hour);
        }
      } else if (from.isBefore(to)) {
        beginnings.add(from);
      }
      day = next;
    }
    beginnings.add(day.atStartOfDay(zone).toInstant());
    return beginnings;
  }

  private LocalDate first(LocalDate day) {
    return switch (granularity) {
      case "hour", "day" -> day;
      case "week" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
      case "month" -> day.withDayOfMonth(1);
      case "quarter" -> LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1);
      case "year" -> day.withDayOfYear(1);
      default -> throw new IllegalArgumentException(granularity);
    };
  }

  private LocalDate next(LocalDate day) {
    return switch (granularity) {
      case "hour", "day" -> day.plusDays(1);
      case "week" -> day.plusWeeks(1);
      case "month" -> day.plusMonths(1);
      case "quarter" -> day.plusMonths(3);
      case "year" -> day.plusYears(1);
      default -> throw new IllegalArgumentException(granularity);
    };
  }
}
