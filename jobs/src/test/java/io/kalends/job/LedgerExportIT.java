package io.kalends.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.bootstrap.Program;
import io.kalends.bootstrap.Program.Ended;
import io.kalends.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The ledger as lines of JSON, for whoever keeps it longer than Kalends does. */
class LedgerExportIT {
  @RegisterExtension final TestDatabase database = TestDatabase.installed();

  @Test
  void hasEachLineSinceTheDayTheOldestFirst() {
    database.execute(
        """
        alter table kalends.ledger disable trigger user;
        insert into kalends.ledger (at, action, outcome, message)
        select '2026-01-01Z'::timestamptz + n * interval '1 minute', 'drop', 'done', E'line\\n' || n from generate_series(1, 5000) n;
        alter table kalends.ledger enable trigger user;
        """);
    Ended ended = Program.on(database).run("ledger", "export", "--since", "2026-01-02");
    assertThat(ended.code()).as(ended.err()).isZero();
    List<String> lines = ended.out().lines().toList();
    assertThat(lines).hasSize(5000 - 24 * 60 + 1);
    JsonMapper mapper = JsonMapper.shared();
    JsonNode first = mapper.readTree(lines.getFirst());
    assertThat(first.get("message").asString()).isEqualTo("line\n1440");
    assertThat(first.get("action").asString()).isEqualTo("drop");
    assertThat(mapper.readTree(lines.getLast()).get("message").asString()).isEqualTo("line\n5000");
    assertThat(ended.err()).contains("3561 lines");
    Ended json =
        Program.on(database).run("ledger", "export", "--since", "2026-01-02", "-o", "json");
    assertThat(json.out()).as("with --output json").isEqualTo(ended.out());
    assertThat(Program.on(database).run("ledger", "export").code()).isEqualTo(64);
  }
}
