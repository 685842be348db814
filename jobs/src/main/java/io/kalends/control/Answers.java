package io.kalends.control;

import io.kalends.domain.KalendsException.BadInput;
import io.kalends.domain.KalendsException.Busy;
import io.kalends.postgres.Database;
import io.kalends.postgres.Row;
import io.kalends.postgres.Sql;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to a request that came with a key of its own, kept for a day in the database,
 * so that the same request again, to whichever server, gets the same answer and does nothing.
 */
public final class Answers {

  private static final Sql CLAIM = Sql.of("answers/claim");
  private static final Sql READ = Sql.of("answers/read");
  private static final Sql KEEP = Sql.of("answers/keep");
  private static final Sql FORGET = Sql.of("answers/forget");

  private final Database database;

  public Answers(Database database) {
    this.database = database;
  }

  /** Who asks, his key, and a fingerprint of all that he asks for. */
  public record Question(String caller, String key, String fingerprint) {}

  /** {@code body} is JSON. */
  public record Kept(int status, @Nullable String location, String body) {}

  private record Known(String fingerprint, @Nullable Kept kept) {}

  /**
   * The answer that was given already; empty for a question that is new, which the caller has to
   * {@link #keep} or {@link #forget}.
   *
   * @throws BadInput when the key was used for something else
   * @throws Busy when the same question is being worked on
   */
  public Optional<Kept> claim(Question question) {
    if (database.first(CLAIM, values(question), row -> true).isPresent()) {
      return Optional.empty();
    }
    Known known = database.one(READ, values(question), Answers::known);
    if (!known.fingerprint().equals(question.fingerprint())) {
      throw new BadInput(
          "Idempotency-Key '%s' was used for another request".formatted(question.key()),
          "use a new key for each thing that is to be done");
    }
    if (known.kept() == null) {
      throw new Busy(
          "the request with Idempotency-Key '%s' is being worked on".formatted(question.key()),
          "ask again in a second with the same key");
    }
    return Optional.of(known.kept());
  }

  public void keep(Question question, Kept answer) {
    Map<String, @Nullable Object> values = new HashMap<>(values(question));
    values.put("status", answer.status());
    values.put("location", answer.location());
    values.put("answer", answer.body());
    database.query(KEEP, values, row -> true);
  }

  /** Nothing was done: the same may be asked again. */
  public void forget(Question question) {
    database.query(FORGET, values(question), row -> true);
  }

  private static Known known(Row row) {
    Integer status = row.integerOrNull("status");
    return new Known(
        row.text("fingerprint"),
        status == null ? null : new Kept(status, row.textOrNull("location"), row.text("answer")));
  }

  private static Map<String, @Nullable Object> values(Question question) {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("caller", question.caller());
    values.put("key", question.key());
    values.put("fingerprint", question.fingerprint());
    return values;
  }
}
