package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Without any one of the rights that sql/roles.sql grants a refusal names it. */
@Tag("slow")
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

  /** Every fourth grant; all of them: {@link MissingRightsSweepIT}. */
  @Test
  void nameTheGrantThatIsMissing() {
    List<String> grants = Complaints.grantsThatARunNeeds(roles);
    assertThat(grants).hasSizeGreaterThan(30);
    List<String> silent = new ArrayList<>();
    for (int i = 0; i < grants.size(); i += 4) {
      silent.addAll(Complaints.missingFromRefusals(roles, grants.get(i)));
    }
    assertThat(silent).isEmpty();
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
