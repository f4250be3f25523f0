package dev.slipway.backend.terminals;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.Role;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestHttp;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.protocol.TerminalOpen;
import dev.slipway.protocol.ToAgent;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a terminal, and how many. */
@ServerTest
class TerminalRightsTest extends TerminalSetup {
  @Test
  void anotherTenantsPodLooksLikeNone() {
    TestTenant stranger = tenants.create();
    TestHttp.Answer foreign = http.post(path(), stranger.token(), "{}");
    assertThat(foreign.status()).isEqualTo(404);
    String crossed = "/api/v1/apps/%s/pods/%s/terminal".formatted(stranger.app().value(), pod);
    TestHttp.Answer inTheirs = http.post(crossed, stranger.token(), "{}");
    assertThat(inTheirs.status()).isEqualTo(404);
    String nobodys = UUID.randomUUID().toString();
    String unknown = crossed.replace(pod.toString(), nobodys);
    assertThat(inTheirs.body().replace(pod.toString(), nobodys))
        .isEqualTo(http.post(unknown, stranger.token(), "{}").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEWER", "DEPLOYER"})
  void whoMayNotIsRefusedAndItIsWrittenDown(String role) {
    Principal member = tenants.member(tenant, Role.valueOf(role));
    assertThat(refusal(member)).isEqualTo("forbidden");
    assertThat(audit("terminals.ticket")).singleElement().asString().contains("forbidden", "Grace");
  }

  @Test
  void aProtectedEnvironmentIsForNamedRoles() {
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    assertThat(refusal(developer)).isEqualTo("none");
    protect();
    assertThat(refusal(developer)).isEqualTo("forbidden");
    assertThat(refusal(tenants.member(tenant, Role.ADMIN))).isEqualTo("none");
  }

  @Test
  void aSignInNeedsAFreshProof() {
    Principal developer = signedIn();
    assertThat(refusal(developer)).isEqualTo("none");
    change(
        "update sign_in set proved_at = now() - interval '16 minutes' where id = '%s'"
            .formatted(developer.signIn()));
    assertThat(refusal(developer)).isEqualTo("step-up-required");
  }

  @Test
  void whoLosesTheRoleLosesTheTerminal() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      TerminalOpen asked = opened(socket);
      change(
          "update membership set role = 'VIEWER' where person_id = '%s'".formatted(id(developer)));
      assertThat(socket.end()).contains("revoked");
      assertThat(hear(ToAgent::hasTerminalClose).getTerminalClose().getId())
          .isEqualTo(asked.getId());
    }
    assertThat(closing()).singleElement().asString().contains("revoked");
  }

  @Test
  void whoIsSignedOutLosesTheTerminal() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      opened(socket);
      change("delete from sign_in where id = '%s'".formatted(developer.signIn()));
      assertThat(socket.end()).contains("revoked");
    }
  }

  @Test
  void protectingTheEnvironmentEndsTheTerminalsOfOthers() {
    Principal developer = signedIn();
    try (var socket = TestSocket.open(http, ticket(developer))) {
      opened(socket);
      protect();
      assertThat(socket.end()).contains("revoked");
    }
  }

  @Test
  void aTicketOpensNothingOnceTheRightIsGone() {
    Principal developer = tenants.member(tenant, Role.DEVELOPER);
    String ticket = ticket(developer);
    change("delete from membership where person_id = '%s'".formatted(id(developer)));
    assertThat(TestSocket.refused(http, ticket)).isIn(403, 404);
  }

  @Test
  void onePersonHasFiveAtMost() {
    var sockets = new ArrayList<TestSocket>();
    try {
      String spare = ticket();
      for (int i = 0; i < 5; i++) {
        sockets.add(TestSocket.open(http, ticket()));
      }
      assertThat(TestSocket.refused(http, spare)).isEqualTo(429);
      assertThat(http.post(path(), tenant.token(), "{}").problem()).isEqualTo("too-many-terminals");
    } finally {
      sockets.forEach(TestSocket::close);
    }
  }

  @Test
  void anOrganizationHasFiftyAtMost() {
    var sockets = new ArrayList<TestSocket>();
    try {
      for (int member = 0; member < 10; member++) {
        Principal developer = tenants.member(tenant, Role.DEVELOPER);
        for (int i = 0; i < 5; i++) {
          sockets.add(TestSocket.open(http, ticket(developer)));
        }
      }
      assertThat(refusal(tenants.member(tenant, Role.DEVELOPER))).isEqualTo("too-many-terminals");
    } finally {
      sockets.forEach(TestSocket::close);
    }
  }
}
