package io.kalends.job;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The times of a case, relative to the moment at which it starts, in UTC. */
record CaseTimes(String database, LocalDateTime now) {
  private static final Pattern HOLE =
      Pattern.compile("\\{(_|date )?(hour|day|week|month|year) (-?\\d+)}");
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'+00'");

  static CaseTimes now(String database) {
    return new CaseTimes(database, LocalDateTime.now(ZoneOffset.UTC));
  }

  String fill(String line) {
    return HOLE.matcher(line).replaceAll(this::text).replace("{db}", database);
  }

  String month(int from) {
    return MOMENT.format(start("month", from));
  }

  String suffix(int month) {
    return start("month", month).format(DateTimeFormatter.ofPattern("yyyy_MM"));
  }

  private String text(MatchResult hole) {
    String unit = hole.group(2);
    LocalDateTime moment = start(unit, Integer.parseInt(hole.group(3)));
    if ("_".equals(hole.group(1))) {
      return moment.format(
          DateTimeFormatter.ofPattern(unit.equals("month") ? "yyyy_MM" : "yyyy_MM_dd"));
    }
    return hole.group(1) == null ? MOMENT.format(moment) : moment.toLocalDate().toString();
  }

  private LocalDateTime start(String unit, int from) {
    LocalDateTime day = now.truncatedTo(ChronoUnit.DAYS);
    return switch (unit) {
      case "hour" -> now.truncatedTo(ChronoUnit.HOURS).plusHours(from);
      case "day" -> day.plusDays(from);
      case "week" -> day.minusDays(day.getDayOfWeek().getValue() - 1L).plusWeeks(from);
      case "month" -> day.with(TemporalAdjusters.firstDayOfMonth()).plusMonths(from);
      case "year" -> day.with(TemporalAdjusters.firstDayOfYear()).plusYears(from);
      default -> throw new IllegalArgumentException(unit);
    };
  }
}
