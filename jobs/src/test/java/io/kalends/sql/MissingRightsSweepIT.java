package io.kalends.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.kalends.testing.Sweep;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@link MissingRightsIT} for each right that sql/roles.sql grants for a run. */
@Tag("sweep")
class MissingRightsSweepIT {
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
  void nameTheGrantThatIsMissingWhicheverIsTakenAway() {
    List<String> silent =
        Sweep.of(Complaints.grantsThatARunNeeds(roles).stream())
            .flatMap(grant -> Complaints.missingFromRefusals(roles, grant).stream())
            .toList();
    assertThat(silent).isEmpty();
  }
}
