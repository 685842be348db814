package io.kalends.rest;

import io.kalends.domain.KalendsException.BadInput;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What clients send; a field that is not listed here is refused. */
public final class Bodies {
  private Bodies() {}

  /** Null: all tables, and as configured. */
  public record Create(@Nullable String table, @Nullable Integer monthsAhead) {}

  public record Analyze(@Nullable String table) {}

  /** {@code full} is VACUUM FULL, which locks each partition while it is rewritten. */
  public record Vacuum(@Nullable String table, @Nullable Boolean full) {}

  /** {@code retentionMonths} is for this once, and changes no policy. */
  public record Cleanup(
      @Nullable String table,
      @Nullable Integer retentionMonths,
      @Nullable Boolean dryRun,
      @Nullable Integer maxDrops,
      @Nullable String planDigest) {
    public Cleanup {
      positive("maxDrops", maxDrops);
    }
  }

  public record Maintenance(
      @Nullable String table,
      @Nullable Boolean dryRun,
      @Nullable Integer maxDrops,
      @Nullable String planDigest) {
    public Maintenance {
      positive("maxDrops", maxDrops);
    }
  }

  public record PlanQuestion(
      @Nullable String table,
      @Nullable List<String> steps,
      @Nullable Integer maxDrops,
      @Nullable Integer retentionMonths) {
    public PlanQuestion {
      positive("maxDrops", maxDrops);
    }
  }

  /** {@code tables} null: all that can be adopted. */
  public record Adoption(@Nullable List<String> tables, @Nullable Boolean dryRun) {}

  /** What is null or left out keeps its value, except where {@code keepForever} is true. */
  public record PolicyChange(
      @Nullable Integer retentionMonths,
      @Nullable Integer retentionDays,
      @Nullable Boolean keepForever,
      @Nullable Integer futurePartitions,
      @Nullable Boolean enabled,
      @Nullable String retentionAction,
      @Nullable Integer graceDays,
      @Nullable Integer maxDropsPerRun,
      @Nullable Long maxPartitionBytes,
      @Nullable Boolean catchAll,
      @Nullable Integer drainRows,
      @Nullable String granularity,
      @Nullable String timeZone,
      @Nullable String partitionColumn) {

    Map<String, String> settings() {
      Map<String, String> settings = new LinkedHashMap<>();
      put(settings, "partition_column", partitionColumn);
      put(settings, "granularity", granularity);
      put(settings, "time_zone", timeZone);
      put(settings, "retention_months", retentionMonths);
      put(settings, "retention_days", retentionDays);
      put(settings, "future_partitions", futurePartitions);
      put(settings, "enabled", enabled);
      put(settings, "retention_action", retentionAction);
      put(settings, "grace_days", graceDays);
      put(settings, "max_drops_per_run", maxDropsPerRun);
      put(settings, "max_partition_bytes", maxPartitionBytes);
      put(settings, "catch_all", catchAll);
      put(settings, "drain_rows", drainRows);
      if (Boolean.TRUE.equals(keepForever)) {
        if (retentionMonths != null || retentionDays != null) {
          throw new BadInput(
              "keepForever is true, and there is a retention too", "send one of the two");
        }
        settings.put("retention_months", "null");
        settings.put("retention_days", "null");
      }
      if (settings.isEmpty()) {
        throw new BadInput("nothing is to be changed", "send what is to be changed");
      }
      return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable Object value) {
      if (value != null) {
        settings.put(name, text(name, value.toString()));
      }
    }
  }

  /** Those of kalends migrate, by the same names. */
  public record Options(@Nullable Map<String, String> options) {
    static Map<String, String> given(@Nullable Options body) {
      Map<String, String> given = new LinkedHashMap<>();
      if (body != null && body.options() != null) {
        body.options().forEach((name, value) -> given.put(text("option", name), text(name, value)));
      }
      return given;
    }
  }

  public record Pace(@Nullable String pace) {}

  private static void positive(String name, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw new BadInput("%s is %d".formatted(name, value), "give 1 or more, or leave it out");
    }
  }

  private static String text(String name, @Nullable String value) {
    if (value == null || value.length() > 2_000 || value.chars().anyMatch(c -> c == 0)) {
      throw new BadInput(
          "the value of %s is not usable".formatted(name),
          "give a text of at most 2,000 characters");
    }
    return value;
  }
}
