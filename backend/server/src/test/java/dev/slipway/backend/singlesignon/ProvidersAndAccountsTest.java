package dev.slipway.backend.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.testing.HostileRows;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestBrowser;
import dev.slipway.backend.testing.TestHttp.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom a provider may let in as whom, where there are accounts already. */
@ServerTest
class ProvidersAndAccountsTest extends SsoTesting {
  @Test
  void anOwnerStaysOne() {
    provider.know(grace, Map.of("groups", List.of("engineers")));
    Principal member = find(signIn(grace, connection)).orElseThrow();
    change(
        "update membership set role = 'OWNER' where person_id = '%s'"
            .formatted(person(member).id().value()));
    assertThat(role(find(signIn(grace, connection)).orElseThrow())).isEqualTo("OWNER");
  }

  @Test
  void anEmailOfAnAccountHereLetsNobodyInToIt() {
    provider.know(grace, Map.of("email", tenant.slug() + "@example.com", "email_verified", true));
    Answer answer = signIn(grace, connection);
    assertThat(answer.header("Location")).endsWith("/login?sso=account-link-required");
    assertThat(find(answer)).isEmpty();
  }

  @Test
  void itsOwnerConnectsAnAccountThatExists() {
    String ada = new TestSignIns(beans).cookie(tenant.person());
    String path = invitation(ada);
    Answer left = leave(path, ada);
    assertThat(come(left, grace, ada).header("Location")).endsWith("/profile");
    Principal again = find(signIn(grace, connection)).orElseThrow();
    assertThat(person(again).id()).isEqualTo(tenant.person());
    assertThat(leave(path, ada).header("Location")).as("once").endsWith("/login?sso=expired");
  }

  @Test
  void theWayToConnectOpensNothingForAnybodyElse() {
    var signIns = new TestSignIns(beans);
    String ada = signIns.cookie(tenant.person());
    String path = invitation(ada);
    assertThat(leave(path).header("Location")).as("nobody").endsWith("/login?sso=expired");
    String bob = signIns.cookie(tenants.create().person());
    assertThat(leave(path, bob).header("Location")).as("another").endsWith("/login?sso=expired");
    String elsewhere = signIns.cookie(tenant.person());
    assertThat(leave(path, elsewhere).header("Location"))
        .as("another sign-in")
        .endsWith("/login?sso=expired");
  }

  @Test
  void whoComesBackToConnectIsStillSignedInAsWhoLeft() {
    var signIns = new TestSignIns(beans);
    String ada = signIns.cookie(tenant.person());
    Answer left = leave(invitation(ada), ada);
    String back = authorize(left.header("Location"), grace);
    String away = cookie(left, "slipway-away").orElseThrow();
    String bob = signIns.cookie(tenants.create().person());
    assertThat(arrive(back, away).header("Location")).endsWith("/login?sso=expired");
    assertThat(arrive(back, away + "; slipway=" + bob).header("Location"))
        .endsWith("/login?sso=expired");
    assertThat(person(find(signIn(grace, connection)).orElseThrow()).id())
        .isNotEqualTo(tenant.person());
  }

  @Test
  void whoWasRemovedStaysRemoved() {
    Principal member = find(signIn(grace, connection)).orElseThrow();
    change("delete from membership where person_id = '%s'".formatted(person(member).id().value()));
    assertThat(signIn(grace, connection).header("Location")).endsWith("/login?sso=removed");
  }

  @Test
  void aProgramIsToldThatTheAccountHasToBeConnected() {
    provider.know(grace, Map.of("email", tenant.slug() + "@example.com", "email_verified", true));
    TestBrowser program = http.program();
    Answer left = program.get(begin(connection));
    Answer answer = program.get(authorize(left.header("Location"), grace));
    HostileRows.row("A11").expect(answer);
    assertThat(program.cookie("slipway")).isEmpty();
  }

  private String invitation(String cookie) {
    Principal principal = new TestSignIns(beans).find(cookie).orElseThrow();
    return tenant
        .as(principal, () -> api.connect(tenant.organization().value(), connection.id()))
        .path();
  }
}
