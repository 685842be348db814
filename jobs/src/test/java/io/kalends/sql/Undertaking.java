package io.kalends.sql;

import java.util.List;

/** One migration, carried out from SQL: as the jobs do it, but in one session and without haste. */
final class Undertaking {
  private final Session session;
  final long id;

  private Undertaking(Session session, long id) {
    this.session = session;
    this.id = id;
  }

  /** Plans it; nothing else is done. */
  static Undertaking plan(Session session, String table, String options) {
    return new Undertaking(
        session,
        session.number("select kalends.new_migration('%s', '%s')".formatted(table, options)));
  }

  String phase() {
    return session.value("select phase from kalends.migration where id = " + id);
  }

  /** From planned to mirroring. */
  void mirror() {
    capture();
    copyAndMirror();
  }

  /** From planned to capturing. */
  void capture() {
    call("prepare_migration");
    call("capture_migration");
  }

  /** From capturing to mirroring. */
  void copyAndMirror() {
    for (String stripe :
        session.rows("select stripe from kalends.migration_stripe where migration_id = " + id)) {
      while (session
          .value("select finished from kalends.copy_range(%d, %s, 1000)".formatted(id, stripe))
          .equals("f")) {}
    }
    call("end_copy");
    session
        .rows("select statement from kalends.index_statements(%d)".formatted(id))
        .forEach(session::run);
    call("end_index");
    call("start_mirror");
  }

  /** Compares, and says whether old and new are equal. */
  boolean verify() {
    return session
        .value(
            "select kalends.note_verification(%1$d, (select jsonb_agg(to_jsonb(c)) from kalends.compare(%1$d) c), 1)"
                .formatted(id))
        .equals("t");
  }

  void before() {
    statements("before").forEach(session::run);
  }

  void after() {
    statements("after").forEach(session::run);
  }

  List<String> statements(String when) {
    return session.rows("select unnest(kalends.%s_swap_statements(%d))".formatted(when, id));
  }

  /** Whatever is left of the way to the cut-over. */
  void cutOver() {
    if (phase().equals("planned")) {
      mirror();
    }
    verify();
    before();
    session.run("select kalends.swap(%d, 'verified')".formatted(id));
    after();
  }

  void rollBack() {
    verify();
    before();
    session.run("select kalends.swap(%d, 'cut_over')".formatted(id));
    after();
  }

  List<String> blockers() {
    return session.rows(
        "select kind, subject, reason, mend from kalends.migration_blockers(%d)".formatted(id));
  }

  /** kind|name|verdict of what is bound to the live table. */
  List<String> inventory() {
    return session.rows(
        "select kind, name, verdict from kalends.migration_inventory(%d)".formatted(id));
  }

  private void call(String function) {
    session.run("select kalends.%s(%d)".formatted(function, id));
  }
}
