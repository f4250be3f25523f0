package dev.slipway.console.testing;

import dev.slipway.api.people.AccessApi;
import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.AccessView.Access;
import dev.slipway.api.people.AccessView.EffectiveRole;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.AccessView.From;
import dev.slipway.api.people.AddOperator;
import dev.slipway.api.people.ChangeMember;
import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.CreateOrganization;
import dev.slipway.api.people.InvitationCode;
import dev.slipway.api.people.InvitationView;
import dev.slipway.api.people.InvitationsApi;
import dev.slipway.api.people.InvitedView;
import dev.slipway.api.people.JoinWithAccount;
import dev.slipway.api.people.JoinedView;
import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.MembersApi;
import dev.slipway.api.people.NewInvitationView;
import dev.slipway.api.people.OperatorView;
import dev.slipway.api.people.OperatorsApi;
import dev.slipway.api.people.OrganizationView;
import dev.slipway.api.people.OrganizationsApi;
import dev.slipway.api.people.ProtectEnvironment;
import dev.slipway.api.people.RightsView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetAccess;
import dev.slipway.api.people.UpdateOrganization;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ada's organization Acme, with Grace the developer in it. */
public final class InMemoryTeam {
  public static final UUID GRACE = Samples.id(70);

  private InMemoryTeam() {}

  /** Makes and renames nothing for long. */
  public static class Organizations implements OrganizationsApi {
    public @Nullable CreateOrganization created;
    public String name = "Acme";

    @Override
    public OrganizationView create(CreateOrganization request) {
      created = request;
      return view(Samples.id(71), request.slug(), request.name());
    }

    @Override
    public OrganizationView organization(UUID organization) {
      return view(organization, "acme", name);
    }

    @Override
    public OrganizationView update(UUID organization, UpdateOrganization request) {
      name = request.name();
      return organization(organization);
    }

    @Override
    public void delete(UUID organization) {}

    private static OrganizationView view(UUID id, String slug, String name) {
      return new OrganizationView(id, slug, name, Samples.NOW, Role.OWNER, 2, 1);
    }
  }

  /** Ada and Grace. */
  public static class Members implements MembersApi {
    public Role role = Role.DEVELOPER;

    /** What may refuse a change first. */
    public Runnable before = () -> {};

    @Override
    public List<MemberView> list(UUID organization) {
      return List.of(
          new MemberView(
              Samples.id(9), "Ada Lovelace", "ada@acme.example", Role.OWNER, Samples.NOW, true),
          new MemberView(GRACE, "Grace Hopper", "grace@acme.example", role, Samples.NOW, false));
    }

    @Override
    public MemberView change(UUID organization, UUID person, ChangeMember request) {
      before.run();
      role = request.role();
      return list(organization).getLast();
    }

    @Override
    public void remove(UUID organization, UUID person) {}
  }

  /** One code works. */
  public static class Invitations implements InvitationsApi {
    public final List<InvitationView> all = new ArrayList<>();
    public @Nullable JoinWithAccount joined;

    @Override
    public List<InvitationView> list(UUID organization) {
      return List.copyOf(all);
    }

    @Override
    public NewInvitationView create(UUID organization, CreateInvitation request) {
      var invitation =
          new InvitationView(
              UUID.randomUUID(),
              request.role(),
              request.email(),
              "Ada",
              Samples.NOW,
              Samples.NOW.plusSeconds(604_800));
      all.add(invitation);
      return new NewInvitationView(invitation, "http://localhost:8080/invitation/c0de");
    }

    @Override
    public void revoke(UUID organization, UUID invitation) {
      all.removeIf(one -> one.id().equals(invitation));
    }

    @Override
    public InvitedView look(InvitationCode code) {
      if (!code.code().equals("c0de")) {
        throw new IllegalStateException("This invitation cannot be used.");
      }
      return new InvitedView("Acme", Role.DEVELOPER, "Ada", null, Samples.NOW);
    }

    @Override
    public JoinedView accept(InvitationCode code) {
      return new JoinedView(Samples.ORGANIZATION, "acme", "Acme", Role.DEVELOPER);
    }

    @Override
    public JoinedView join(JoinWithAccount request) {
      joined = request;
      return accept(new InvitationCode(request.code()));
    }
  }

  /** Production is protected; Grace has what a test gave her. */
  public static class Projects implements AccessApi {
    public @Nullable AccessRole exception;
    public @Nullable ProtectEnvironment protection = new ProtectEnvironment(List.of(Role.ADMIN));
    public Role role = Role.OWNER;

    @Override
    public AccessView access(UUID project) {
      return new AccessView(
          project,
          List.of(
              new EnvironmentAccess(
                  Samples.ENVIRONMENT,
                  "production",
                  protection == null ? null : protection.roles())),
          List.of(member(Samples.id(9), "Ada Lovelace", Role.OWNER), grace()));
    }

    @Override
    public AccessView set(UUID project, UUID person, SetAccess request) {
      exception = request.role();
      return access(project);
    }

    @Override
    public void remove(UUID project, UUID person, @Nullable UUID environment) {
      exception = null;
    }

    @Override
    public void protect(UUID environment, ProtectEnvironment request) {
      protection = request;
    }

    @Override
    public RightsView ofProject(UUID project) {
      return new RightsView(role, Rights.of(role));
    }

    @Override
    public RightsView ofEnvironment(UUID environment) {
      return ofProject(environment);
    }

    @Override
    public RightsView ofApp(UUID app) {
      return ofProject(app);
    }

    private Access grace() {
      Access plain = member(GRACE, "Grace Hopper", Role.DEVELOPER);
      return exception == null
          ? plain
          : new Access(
              GRACE,
              plain.name(),
              null,
              Role.DEVELOPER,
              exception,
              List.of(),
              List.of(new EffectiveRole(Samples.ENVIRONMENT, Role.VIEWER, From.PROJECT, false)));
    }

    private static Access member(UUID id, String name, Role role) {
      return new Access(
          id,
          name,
          null,
          role,
          null,
          List.of(),
          List.of(
              new EffectiveRole(Samples.ENVIRONMENT, role, From.ORGANIZATION, role == Role.OWNER)));
    }
  }

  /** Ada alone, until somebody is added. */
  public static class Operators implements OperatorsApi {
    private final InMemoryPeople people;

    Operators(InMemoryPeople people) {
      this.people = people;
    }

    public final List<OperatorView> all =
        new ArrayList<>(
            List.of(new OperatorView(Samples.id(9), "Ada Lovelace", "ada@acme.example", true)));

    @Override
    public List<OperatorView> list() {
      if (!people.operator) {
        throw new Samples.NotAllowed("Only an operator of the platform may do this.");
      }
      return List.copyOf(all);
    }

    @Override
    public OperatorView add(AddOperator request) {
      var operator = new OperatorView(GRACE, "Grace Hopper", request.email(), false);
      all.add(operator);
      return operator;
    }

    @Override
    public void remove(UUID person) {
      all.removeIf(one -> one.person().equals(person));
    }
  }
}
