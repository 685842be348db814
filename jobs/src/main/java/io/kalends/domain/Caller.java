package io.kalends.domain;

import io.kalends.domain.KalendsException.Forbidden;
import org.jspecify.annotations.Nullable;

/** Who asks a server for something: by what name the ledger knows him, and what he may. */
public record Caller(String name, Role role, TablePatterns tables) {

  public Caller require(Role needed, String what) {
    if (!role.includes(needed)) {
      throw new Forbidden(
          "%s is %s, and to %s takes the role %s".formatted(name, role.text(), what, needed.text()),
          "use a token of that role: kalends token create --role " + needed.text());
    }
    return this;
  }

  /** Without a table every table is meant. */
  public void require(@Nullable TableName table) {
    boolean may = table == null ? tables.allowAll() : tables.allow(table);
    if (!may) {
      throw new Forbidden(
          "%s may have to do with %s, and not with %s"
              .formatted(name, tables.text(), table == null ? "all tables at once" : table),
          table == null ? "name a table" : "use a token for it: kalends token create --tables");
    }
  }
}
