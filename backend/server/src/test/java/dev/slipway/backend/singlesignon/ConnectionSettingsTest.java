package dev.slipway.backend.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.people.ConnectionSettings;
import dev.slipway.api.people.GroupRole;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SingleSignOnApi;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class ConnectionSettingsTest {
  @Autowired SingleSignOnApi api;
  @Autowired TestTenants tenants;
  TestTenant tenant;

  @BeforeEach
  void organization() {
    tenant = tenants.create();
  }

  @Test
  void aProviderInsideIsOutOfReachUnlessAnOperatorAllowsIt() {
    assertThat(refusal(settings("https://10.0.0.1", Role.VIEWER, null)))
        .isEqualTo("destination-blocked");
  }

  @Test
  void nobodyBecomesAnOwnerByAGroup() {
    String issuer = "https://login.example.com";
    assertThat(refusal(settings(issuer, Role.OWNER, null))).isEqualTo("validation-failed");
    assertThat(refusal(settings(issuer, null, new GroupRole("staff", Role.OWNER))))
        .isEqualTo("validation-failed");
  }

  private String refusal(ConnectionSettings settings) {
    return catchThrowableOfType(
            Problem.class,
            () -> tenant.as(() -> api.create(tenant.organization().value(), settings)))
        .type();
  }

  private static ConnectionSettings settings(
      String issuer, @Nullable Role newMembersGet, @Nullable GroupRole group) {
    return new ConnectionSettings(
        "Acme",
        issuer,
        "slipway",
        "secret",
        "groups",
        group == null ? null : List.of(group),
        newMembersGet,
        null);
  }
}
