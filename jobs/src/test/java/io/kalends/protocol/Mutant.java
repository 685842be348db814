package io.kalends.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A deliberate breakage: a piece of an installed function's text replaced by another. */
record Mutant(String name, List<Change> changes) {

  /** In this function of schema kalends, this piece, which must be there, becomes that. */
  record Change(String function, String piece, String instead) {}

  static Mutant of(String name, String function, String piece, String instead) {
    return new Mutant(name, List.of(new Change(function, piece, instead)));
  }

  Mutant and(String function, String piece, String instead) {
    List<Change> all = new ArrayList<>(changes);
    all.add(new Change(function, piece, instead));
    return new Mutant(name, all);
  }

  /** Installs it; what it returns brings the sound functions back. */
  AutoCloseable install(Ground ground) throws SQLException {
    List<String> sound = new ArrayList<>();
    for (Change change : changes) {
      String text =
          ground
              .rows(
                  "select pg_get_functiondef(oid) from pg_proc where pronamespace ="
                      + " 'kalends'::regnamespace and proname = '%s'".formatted(change.function))
              .getFirst();
      assertThat(text).as("kalends." + change.function).contains(change.piece);
      sound.addFirst(text);
      ground.execute(text.replace(change.piece, change.instead));
    }
    return () -> {
      for (String text : sound) {
        ground.execute(text);
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }
}
