package dev.slipway.backend.singlesignon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.api.people.ConnectionView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.kernel.AppId;
import dev.slipway.backend.security.Permission;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.ServerTest;
import dev.slipway.backend.testing.TestBrowser;
import dev.slipway.backend.testing.TestHttp.Answer;
import dev.slipway.backend.testing.TestTenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in through a real provider, from the first redirect to the cookie. */
@ServerTest
class SingleSignOnTest extends SsoTesting {
  @Test
  void whoIsNewBecomesAMemberWithTheRoleOfTheHighestGroup() {
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of("staff", "engineers")));
    Principal signedIn = find(signIn(grace, connection)).orElseThrow();
    assertThat(signedIn.getName()).isEqualTo("Grace Hopper");
    assertThat(role(signedIn)).isEqualTo("DEVELOPER");
    assertThat(tenant.as(signedIn, () -> authorizer.app(tenant.app(), Permission.APPS_WRITE)).app())
        .isEqualTo(tenant.app());
    assertThat(list().getFirst().lastUsedAt()).isNotNull();
    assertThat(list().getFirst().lastError()).isNull();
  }

  @Test
  void theRoleFollowsTheGroupsAtEachSignIn() {
    provider.know(grace, Map.of("groups", List.of("engineers")));
    Principal first = find(signIn(grace, connection)).orElseThrow();
    assertThat(role(first)).isEqualTo("DEVELOPER");
    provider.know(grace, Map.of("groups", List.of()));
    Principal second = find(signIn(grace, connection)).orElseThrow();
    assertThat(second.caller()).isEqualTo(first.caller());
    assertThat(role(second)).isEqualTo("VIEWER");
  }

  @Test
  void theAuditSaysWhichProviderGaveWhichRole() {
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of("engineers")));
    assertThat(find(signIn(grace, connection))).isPresent();
    provider.know(grace, Map.of("name", "Grace Hopper", "groups", List.of()));
    assertThat(find(signIn(grace, connection))).isPresent();
    assertThat(find(signIn(grace, connection))).isPresent();
    List<String> books =
        transaction.execute(_ ->
            db.system()
                .sql(
                    """
                    select action || ' ' || actor || ' ' || target_name || ' ' || changes from audit_entry
                     where organization_id = :organization and target_type = 'membership' order by seq
                    """)
                .param("organization", tenant.organization().value())
                .query((row, _) -> row.getString(1))
                .list());
    assertThat(books).hasSize(2);
    assertThat(books.getFirst())
        .startsWith("members.join single sign-on Acme Grace Hopper")
        .contains("\"role\":[null,\"DEVELOPER\"]");
    assertThat(books.getLast())
        .startsWith("members.change single sign-on Acme Grace Hopper")
        .contains("\"role\":[\"DEVELOPER\",\"VIEWER\"]");
  }

  @Test
  void aDeletedOrganizationHasNoDoor() {
    change(
        "update organization set deleted_at = now() where id = '%s'"
            .formatted(tenant.organization().value()));
    assertThat(api.choices(tenant.slug())).isEmpty();
    assertThat(leave(begin(connection)).header("Location")).endsWith("/login?sso=gone");
  }

  @Test
  void whoIsInNoGroupThatHasARoleIsRefused() {
    ConnectionView strict = update(null);
    assertThat(signIn(grace, strict).header("Location")).endsWith("/login?sso=no-role");
    assertThat(list().getFirst().lastError()).contains("none of the groups");
  }

  @Test
  void whoComesBackWithoutHavingLeftIsCountedAndWrittenDownOnce() {
    TestBrowser lost = http.browser();
    for (int i = 0; i < 20; i++) {
      assertThat(lost.get("/login/sso/callback").status()).isEqualTo(302);
    }
    assertThat(lost.get("/login/sso/callback").status()).isEqualTo(429);
    long written =
        transaction.execute(_ ->
            db.system()
                .sql(
                    """
                    select count(*) from audit_entry
                     where action = 'signin' and outcome = 'refused' and address = :address
                    """)
                .param("address", lost.address())
                .query(Long.class)
                .single());
    assertThat(written).isEqualTo(1);
  }

  @Test
  void theSignInEntersThisOrganizationOnly() {
    Principal member = find(signIn(grace, connection)).orElseThrow();
    TestTenant other = tenants.create();
    change(
        """
        insert into membership (organization_id, person_id, role, created_at)
        values ('%s', '%s', 'OWNER', now())
        """
            .formatted(other.organization().value(), person(member).id().value()));
    assertThat(
            refusal(
                () -> tenant.as(member, () -> authorizer.app(other.app(), Permission.APPS_READ))))
        .isEqualTo("not-found");
    AppId mine = tenant.app();
    assertThat(tenant.as(member, () -> authorizer.app(mine, Permission.APPS_READ)).app())
        .isEqualTo(mine);
  }

  @Test
  void theStateCountsOnceAndOnlyInTheBrowserThatLeft() {
    Answer left = leave(begin(connection));
    String back = authorize(left.header("Location"), grace);
    assertThat(arrive(back, "slipway-away=another").header("Location"))
        .endsWith("/login?sso=expired");
    assertThat(arrive(back, null).header("Location")).endsWith("/login?sso=expired");
    String cookie = cookie(left, "slipway-away").orElseThrow();
    assertThat(arrive(back, cookie).header("Location")).endsWith("/");
    assertThat(arrive(back, cookie).header("Location")).endsWith("/login?sso=expired");
  }

  @Test
  void aWrongClientSecretIsToldToTheOwner() {
    ConnectionView _ =
        tenant.as(() ->
            api.update(
                tenant.organization().value(), connection.id(), settings("wrong", Role.VIEWER)));
    assertThat(signIn(grace, connection).header("Location")).endsWith("/login?sso=provider");
    assertThat(list().getFirst().lastError()).contains("client secret");
  }

  @Test
  void aConnectionIsCheckedByAskingTheProvider() {
    assertThat(check(connection)).contains("answers");
    assertThat(api.choices(tenant.slug()).getFirst().name()).isEqualTo("Acme");
    assertThat(api.choices("nobody-has-this")).isEmpty();
  }
}
