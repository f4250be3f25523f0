package dev.slipway.backend.tenants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.api.people.CreateOrganization;
import dev.slipway.api.people.InvitationCode;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.MeApi;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.api.people.SignInView;
import dev.slipway.api.people.SignInsApi;
import dev.slipway.api.people.UpdateMe;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.ApiTokens;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DatabaseTest
class SignInListTest {
  @Autowired SignInsApi signIns;
  @Autowired MeApi me;
  @Autowired OrganizationsApi organizations;
  @Autowired InvitationsApi invitations;
  @Autowired ApiTokens tokens;
  @Autowired TestTenants tenants;
  @Autowired Db db;
  TestTenant tenant;
  UUID thisOne;
  Principal here;

  @BeforeEach
  void signedIn() {
    tenant = tenants.create();
    thisOne = signIn("here");
    here = new Principal(new Caller.Person(tenant.person(), "Ada", true), thisOne, null);
  }

  @Test
  void oneSeesOnesOwnAndWhichIsThisOne() {
    UUID elsewhere = signIn("elsewhere");
    tenants.create();
    assertThat(tenant.as(here, signIns::list))
        .extracting(SignInView::id, SignInView::current, SignInView::userAgent)
        .containsExactlyInAnyOrder(
            tuple(thisOne, true, "here"), tuple(elsewhere, false, "elsewhere"));
  }

  @Test
  void anEndedOneHasEnded() {
    UUID elsewhere = signIn("elsewhere");
    end(here, elsewhere);
    assertThat(tenant.as(here, signIns::list)).extracting(SignInView::id).containsExactly(thisOne);
    assertThatThrownBy(() -> end(here, elsewhere)).isInstanceOf(Problem.class);
  }

  @Test
  void allOthersEndAtOnce() {
    UUID _ = signIn("one");
    UUID _ = signIn("two");
    tenant.as(
        here,
        () -> {
          signIns.endOthers();
          return true;
        });
    assertThat(tenant.as(here, signIns::list)).singleElement().matches(SignInView::current);
  }

  @Test
  void anothersCannotBeEnded() {
    TestTenant other = tenants.create();
    Principal stranger = new Principal(new Caller.Person(other.person(), "Eve", false), null, null);
    assertThatThrownBy(() -> end(stranger, thisOne))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.NOT_FOUND));
    assertThat(tenant.as(here, signIns::list)).hasSize(1);
  }

  @Test
  void aTokenThatLeavesSomethingOutIsNotThePerson() {
    var token = tokens.create(tenant.organization(), tenant.person(), "t", Duration.ofDays(1));
    Principal whole = tokens.authenticate(token.secret(), "test").orElseThrow();
    assertThat(tenant.as(whole, signIns::list)).hasSize(1);
    int _ =
        db.system()
            .sql("update api_token set scopes = '{apps:read}' where id = :id")
            .param("id", token.id())
            .update();
    assertThatThrownBy(() -> tenant.as(whole, signIns::list))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
  }

  @Test
  void whoIsVouchedForByOneOrganizationSeesAndEndsOnlyWhatItVouchedFor() {
    UUID vouched = confined();
    Principal colleague =
        new Principal(new Caller.Person(tenant.person(), "Ada", false), vouched, null);
    assertThat(tenant.as(colleague, signIns::list))
        .extracting(SignInView::id)
        .containsExactly(vouched);
    assertThatThrownBy(() -> end(colleague, thisOne)).isInstanceOf(Problem.class);
    tenant.as(
        colleague,
        () -> {
          signIns.endOthers();
          return true;
        });
    assertThat(tenant.as(here, signIns::list)).hasSize(2);
  }

  @Test
  void whoIsVouchedForByOneOrganizationDoesNothingElsewhere() {
    Principal colleague =
        new Principal(new Caller.Person(tenant.person(), "Ada", false), confined(), null);
    refused(colleague, () -> me.update(new UpdateMe("Eve")));
    refused(colleague, () -> organizations.create(new CreateOrganization("another", "Another")));
    refused(colleague, () -> invitations.accept(new InvitationCode("x")));
    assertThat(tenant.as(colleague, me::me))
        .matches(view -> !view.operator() && !view.mayCreateOrganizations());
  }

  private void refused(Principal who, Callable<?> call) {
    assertThatThrownBy(() -> tenant.as(who, call))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.kind()).isEqualTo(Problem.Kind.FORBIDDEN));
  }

  private UUID confined() {
    UUID signIn = signIn("at work");
    int _ =
        db.system()
            .sql("update sign_in set only_in = :organization where id = :id")
            .param("id", signIn)
            .param("organization", tenant.organization().value())
            .update();
    return signIn;
  }

  private void end(Principal who, UUID signIn) {
    tenant.as(
        who,
        () -> {
          signIns.end(signIn);
          return true;
        });
  }

  private UUID signIn(String userAgent) {
    UUID id = UUID.randomUUID();
    int _ =
        db.system()
            .sql(
                """
                insert into sign_in
                  (id, person_id, token_hash, rights_epoch, created_at, last_seen_at, expires_at, address, user_agent,
                   proved_at)
                values (:id, :person, sha256(cast(:id as text)::bytea), 0, now(), now(),
                        now() + interval '30 minutes', '192.0.2.1', :agent, now())
                """)
            .param("id", id)
            .param("person", tenant.person().value())
            .param("agent", userAgent)
            .update();
    return id;
  }
}
