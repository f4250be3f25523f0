package dev.slipway.backend.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.api.config.OrganizationConfigApi;
import dev.slipway.api.config.ReplaceConfig;
import dev.slipway.api.config.SetVariable;
import dev.slipway.api.keys.KeysApi;
import dev.slipway.api.nodes.NodesApi;
import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AddOperator;
import dev.slipway.api.people.ChangeMember;
import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.MembersApi;
import dev.slipway.api.people.OperatorsApi;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetAccess;
import dev.slipway.api.quotas.QuotasApi;
import dev.slipway.api.quotas.SetQuota;
import dev.slipway.api.registries.ImagesApi;
import dev.slipway.api.registries.RegistriesApi;
import dev.slipway.api.registries.UpdateRegistry;
import dev.slipway.api.repositories.AppRepositoryApi;
import dev.slipway.api.repositories.CreateCredential;
import dev.slipway.api.repositories.ReplaceToken;
import dev.slipway.api.repositories.RepositoriesApi;
import dev.slipway.api.sources.WebhooksApi;
import dev.slipway.api.terminals.TerminalsApi;
import dev.slipway.backend.database.Db;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.Principal;
import dev.slipway.backend.signin.TestSignIns;
import dev.slipway.backend.testing.DatabaseTest;
import dev.slipway.backend.testing.TestTenant;
import dev.slipway.backend.testing.TestTenants;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What takes something from people, or makes somebody as mighty as oneself, asks who is there. */
@DatabaseTest
class FreshProofTest {
  @Autowired MembersApi members;
  @Autowired InvitationsApi invitations;
  @Autowired OrganizationsApi organizations;
  @Autowired OperatorsApi operators;
  @Autowired AccessApi access;
  @Autowired KeysApi keys;
  @Autowired NodesApi nodes;
  @Autowired WebhooksApi webhooks;
  @Autowired RegistriesApi registries;
  @Autowired RepositoriesApi repositories;
  @Autowired AppRepositoryApi repository;
  @Autowired TerminalsApi terminals;
  @Autowired ImagesApi images;
  @Autowired QuotasApi quotas;
  @Autowired OrganizationConfigApi config;
  @Autowired TestTenants tenants;
  @Autowired BeanFactory beans;
  @Autowired Db db;
  TestTenant tenant;
  Principal ada;

  @BeforeEach
  void signedInLongAgo() {
    tenant = tenants.create();
    ada = new TestSignIns(beans).start(tenant.person());
    proved("now() - interval '16 minutes'");
  }

  @TestFactory
  Stream<DynamicTest> aRecentProofIsAskedFor() {
    UUID organization = tenant.organization().value();
    UUID second = member(Role.OWNER);
    UUID developer = member(Role.DEVELOPER);
    UUID project = tenant.project().value();
    UUID environment = tenant.environment().value();
    UUID app = tenant.app().value();
    UUID nothing = UUID.randomUUID();
    // A first secret takes nothing from anybody.
    assertThat(
            refusal(() -> config.set(organization, "TOKEN", new SetVariable("canary", true), null)))
        .isEqualTo("none");
    Map<String, Runnable> more =
        Map.ofEntries(
            Map.entry(
                "making an admin",
                () -> members.change(organization, developer, new ChangeMember(Role.ADMIN))),
            Map.entry(
                "inviting an admin",
                () ->
                    invitations.create(organization, new CreateInvitation(Role.ADMIN, null, null))),
            Map.entry(
                "another role in a project",
                () -> access.set(project, developer, new SetAccess(AccessRole.ADMIN, null))),
            Map.entry(
                "the organization's role again", () -> access.remove(project, developer, null)),
            Map.entry(
                "who deploys to an environment",
                () -> access.protect(environment, new ProtectEnvironment(null))),
            Map.entry("new keys of an organization", () -> keys.rotate(organization)),
            Map.entry("new keys of the platform", () -> keys.rotatePlatform()),
            Map.entry("letting a machine in", () -> nodes.createJoinToken()),
            Map.entry("another webhook secret", () -> webhooks.rotate(app, nothing, null)),
            Map.entry("removing a webhook", () -> webhooks.delete(app, nothing)),
            Map.entry("removing a registry", () -> registries.remove(organization, nothing)),
            Map.entry(
                "other limits of an organization",
                () ->
                    quotas.set(
                        organization, new SetQuota(5, null, null, null, null, null, null, null))),
            Map.entry(
                "another password of a registry",
                () ->
                    registries.update(
                        organization, nothing, new UpdateRegistry(null, null, "stolen", null))),
            Map.entry(
                "another token of a credential",
                () ->
                    repositories.replace(
                        organization, nothing, new ReplaceToken(null, "stolen", null))),
            Map.entry(
                "another key of a credential", () -> repositories.rotate(organization, nothing)),
            Map.entry(
                "another credential of an app",
                () -> repository.set(app, CreateCredential.deployKey("stolen"))),
            Map.entry(
                "another value of a secret",
                () -> config.set(organization, "TOKEN", new SetVariable("stolen", true), null)),
            Map.entry(
                "a secret that becomes readable",
                () -> config.set(organization, "TOKEN", new SetVariable("stolen", false), null)),
            Map.entry("removing a secret", () -> config.remove(organization, "TOKEN", null)),
            Map.entry(
                "a set without the secret",
                () -> config.replace(organization, new ReplaceConfig(List.of()), "*")),
            Map.entry("removing a credential", () -> repositories.delete(organization, nothing)),
            Map.entry("a terminal", () -> terminals.ticket(app, nothing, null)),
            Map.entry("removing an app's credential", () -> repository.remove(app)),
            Map.entry(
                "deleting an image", () -> images.delete(project, "shop/web", "sha256:" + app)));
    Map<String, Runnable> acts =
        Map.of(
            "removing a member",
            () -> members.remove(organization, developer),
            "leaving",
            () -> members.remove(organization, tenant.person().value()),
            "taking an owner's role",
            () -> members.change(organization, second, new ChangeMember(Role.ADMIN)),
            "making an owner",
            () -> members.change(organization, developer, new ChangeMember(Role.OWNER)),
            "inviting an owner",
            () -> invitations.create(organization, new CreateInvitation(Role.OWNER, null, null)),
            "deleting an organization",
            () -> organizations.delete(organization),
            "making an operator",
            () -> operators.add(new AddOperator(developer + "@example.com")),
            "taking an operator's role",
            () -> operators.remove(tenant.person().value()));
    return Stream.concat(acts.entrySet().stream(), more.entrySet().stream())
        .map(act ->
            DynamicTest.dynamicTest(
                act.getKey(),
                () -> assertThat(refusal(act.getValue())).isEqualTo("step-up-required")));
  }

  @Test
  void whoHasJustProvedItGoesOn() {
    UUID developer = member(Role.DEVELOPER);
    proved("now()");
    assertThat(refusal(() -> members.remove(tenant.organization().value(), developer)))
        .isEqualTo("none");
  }

  @Test
  void anotherRoleBelowAnAdminsNeedsNone() {
    UUID developer = member(Role.DEVELOPER);
    assertThat(
            refusal(() ->
                members.change(
                    tenant.organization().value(), developer, new ChangeMember(Role.VIEWER))))
        .isEqualTo("none");
  }

  private void proved(String when) {
    int _ =
        db.system()
            .sql("update sign_in set proved_at = %s where id = :id".formatted(when))
            .param("id", ada.signIn())
            .update();
  }

  private UUID member(Role role) {
    return ((Caller.Person) tenants.member(tenant, role).caller()).id().value();
  }

  private String refusal(Runnable act) {
    Problem problem =
        catchThrowableOfType(
            Problem.class,
            () -> {
              boolean _ =
                  tenant.as(
                      ada,
                      () -> {
                        act.run();
                        return true;
                      });
            });
    return problem == null ? "none" : problem.type();
  }
}
