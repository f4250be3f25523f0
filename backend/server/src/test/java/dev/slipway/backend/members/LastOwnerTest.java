package dev.slipway.backend.members;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class LastOwnerTest {
  @Autowired TestTenants tenants;
  @Autowired ApiTokens tokens;
  @Autowired TestHttp http;

  @RepeatedTest(3)
  void twoOwnersWhoDemoteEachOtherLeaveOne() throws Exception {
    TestTenant tenant = tenants.create();
    Principal second = tenants.member(tenant, Role.OWNER);
    if (!(second.caller() instanceof Caller.Person grace)) {
      throw new IllegalStateException("Not a person");
    }
    String herToken =
        tokens.create(tenant.organization(), grace.id(), "t", Duration.ofDays(1)).secret();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var one = threads.submit(() -> demote(tenant, grace.id().value(), tenant.token()));
      var other = threads.submit(() -> demote(tenant, tenant.person().value(), herToken));
      assertThat(new int[] {one.get(), other.get()}).containsOnlyOnce(200);
    }
    String members =
        http.get(
                "/api/v1/organizations/%s/members".formatted(tenant.organization().value()),
                tenant.token())
            .body();
    assertThat(members.split("\"OWNER\"", -1)).hasSize(2);
  }

  private int demote(TestTenant tenant, UUID person, String token) {
    return http.send(
            "PATCH",
            "/api/v1/organizations/%s/members/%s".formatted(tenant.organization().value(), person),
            token,
            "{\"role\": \"VIEWER\"}")
        .status();
  }
}
