package io.kalends.rest;

import io.kalends.control.Policies;
import io.kalends.domain.Caller;
import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.TableName;
import org.jspecify.annotations.Nullable;

/** Finds the table that a client names, if he may have to do with it. */
public final class Tables {

  private static final int LONGEST = 300;

  private final Policies policies;

  public Tables(Policies policies) {
    this.policies = policies;
  }

  /** A managed table; null stays null, and means all. */
  @Nullable TableName find(Caller caller, @Nullable String name) {
    if (name == null) {
      caller.require((TableName) null);
      return null;
    }
    return require(caller, name);
  }

  TableName require(Caller caller, @Nullable String name) {
    TableName wanted = read(name);
    caller.require(wanted);
    return policies.managed(wanted);
  }

  /** Any table, managed or not. */
  static TableName read(@Nullable String name) {
    if (name == null) {
      throw new BadInput("no table is named", "say \"table\": \"events\"");
    }
    if (name.isBlank() || name.length() > LONGEST || name.chars().anyMatch(c -> c == 0)) {
      throw new BadInput(
          "cannot read a table name of %d characters".formatted(name.length()),
          "write it as schema.table, with double quotes around names in mixed case");
    }
    return TableName.parse(name);
  }
}
