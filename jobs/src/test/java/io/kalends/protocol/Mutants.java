package io.kalends.protocol;

import java.util.List;

/** The breakages of the protocol that orders of its steps must catch. */
final class Mutants {
  private Mutants() {}

  static List<Mutant> capture() {
    return List.of(
        Mutant.of(
            "only the new key is logged",
            "capture_text",
            "SELECT %3$s FROM old_rows x UNION SELECT %3$s FROM new_rows x",
            "SELECT %3$s FROM new_rows x"),
        Mutant.of(
            "deletions are not logged",
            "capture_text",
            "elsif tg_op = 'DELETE' then",
            "elsif tg_op = 'DELETE' then return null;"),
        Mutant.of(
                "the blocks are counted before the writers are waited for",
                "capture_migration",
                "perform kalends.create_capture_log(m.id);",
                "perform kalends.create_capture_log(m.id); perform kalends.new_stripes(m.id);")
            .and("capture_migration", "perform kalends.new_stripes(m.id);\n  perform", "perform"),
        Mutant.of("the triggers do not fire always", "follow_table", "enable always", "enable"));
  }

  static List<Mutant> copy() {
    return List.of(
        Mutant.of(
            "the watermark runs ahead of the rows",
            "copy_range",
            "set next_block = last_block,",
            "set next_block = last_block + 1,"),
        Mutant.of(
            "the watermark is lost when the rows are not, as in another transaction",
            "copy_range",
            "set next_block = last_block,",
            "set next_block = last_block - (s.next_block % 2),"));
  }

  static List<Mutant> drain() {
    return List.of(
        Mutant.of(
                "the drain reads before it consumes",
                "apply_log",
                "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s LIMIT %2$L))"
                    + " RETURNING %3$s",
                "SELECT %3$s FROM %1$s")
            .and(
                "apply_log",
                "into keys, truncated;",
                "into keys, truncated; %s execute format('DELETE FROM %%s', t.log_sql);"
                    .formatted(Gate.WAIT)),
        Mutant.of(
            "the drain consumes more than it brings over",
            "apply_log",
            "FROM taken)",
            "FROM taken LIMIT 1)"),
        Mutant.of(
            "the drain leaves what was there",
            "apply_log",
            "u WHERE %5$s",
            "u WHERE false AND %5$s"));
  }

  static List<Mutant> mirror() {
    return List.of(
        Mutant.of(
            "the mirror starts beside writers",
            "start_mirror",
            "share row exclusive mode",
            "access share mode"),
        Mutant.of(
            "the mirror starts without the rest of the log",
            "start_mirror",
            "drained := kalends.drain(m.id, live, other, null, m.phase <> 'indexed');",
            ""),
        Mutant.of(
            "the mirror leaves rows where they were",
            "mirror_text",
            "SELECT %1$s FROM old_rows x UNION SELECT %1$s FROM new_rows x",
            "SELECT %1$s FROM new_rows x"),
        Mutant.of(
            "the mirror only deletes",
            "mirror_branch",
            "l WHERE %11$s;",
            "l WHERE false AND %11$s;"));
  }
}
