package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Without any one of the rights that sql/roles.sql grants a refusal names it. */
class MissingRightsIT {
  private static Roles roles;

  @BeforeAll
  static void buildRolesFromTheScriptOnly() throws Exception {
    roles = new Roles();
    roles.grant();
  }

  @AfterAll
  static void closeServer() {
    roles.close();
  }

  @Test
  void nameTheGrantThatIsMissingWhicheverIsTakenAway() throws SQLException {
    List<String> silent = new ArrayList<>();
    List<String> grants = new ArrayList<>(roles.grants("kalends"));
    assertThat(grants).hasSizeGreaterThan(30);
    grants.remove("USAGE on schema kalends"); // everyone has it, for the sake of insert views
    grants.remove("CREATE on schema kalends");
    String others = "migration|throttle|schedule|tick|qrtz_|token|idempotency";
    grants.removeIf(grant -> grant.matches(".* kalends\\.(" + others + ").*"));
    grants.removeIf(grant -> grant.matches("(INSERT|DELETE) .* kalends\\.partition_config"));
    try (Session session = roles.as("kalends")) {
      for (String grant : grants) {
        roles.installer.run("revoke %s from kalends".formatted(grant));
        List<String> complaints = complaintsWithout(session);
        roles.installer.run("grant %s to kalends".formatted(grant));
        String object =
            grant.replaceAll(".* (on|table|schema|sequence) ", "").replaceAll("^.*\\.", "");
        if (complaints.stream().noneMatch(complaint -> complaint.contains(object))) {
          silent.add(grant + " → " + complaints);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** In one session, whose plans PostgreSQL makes anew after each REVOKE that concerns them. */
  private static List<String> complaintsWithout(Session session) {
    try {
      return Complaints.of(session, "{create,analyze,vacuum,drop,record}");
    } catch (IllegalStateException e) {
      session.run("rollback");
      return List.of(e.getMessage());
    }
  }

  @Test
  void nameTheFunctionThatMayNotBeCalled() {
    for (String function :
        List.of(
            "take_lease(name, name, text, interval)",
            "plan_maintenance(text, timestamptz, text[], integer, jsonb, boolean)",
            "fence(name, name, bigint)",
            "write_ledger(bigint, text, name, name, text, name, name, text, text, integer, integer,"
                + " bigint, bigint, text, text, bigint)",
            "record_partitions(text, timestamptz, integer)")) {
      roles.installer.run("revoke execute on function kalends.%s from kalends".formatted(function));
      assertThat(String.join("\n", Complaints.of(roles, "kalends", "{create,analyze,drop,record}")))
          .contains(
              "permission denied for function " + function.substring(0, function.indexOf('(')));
      roles.installer.run("grant execute on function kalends.%s to kalends".formatted(function));
    }
  }
}
