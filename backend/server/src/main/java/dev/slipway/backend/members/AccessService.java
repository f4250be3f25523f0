package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.DEPLOYMENTS_WRITE;

import dev.slipway.api.people.AccessRole;
import dev.slipway.api.people.AccessView;
import dev.slipway.api.people.AccessView.Access;
import dev.slipway.api.people.AccessView.EnvironmentAccess;
import dev.slipway.api.people.AccessView.EnvironmentException;
import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.Role;
import dev.slipway.api.people.SetAccess;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.members.AccessRepository.RoleException;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.EnvironmentScope;
import dev.slipway.backend.security.ProjectScope;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Exceptions from the organization's roles, and protected environments. */
@Service
class AccessService {
  private final AccessRepository access;
  private final MemberRepository members;
  private final InstantSource clock;

  AccessService(AccessRepository access, MemberRepository members, InstantSource clock) {
    this.access = access;
    this.members = members;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public AccessView view(ProjectScope scope) {
    List<EnvironmentAccess> environments = access.environments(scope);
    List<RoleException> exceptions = access.exceptions(scope);
    return new AccessView(
        scope.project().value(),
        environments,
        members.list(scope.organization(), person(scope.caller())).stream()
            .map(member -> access(member, environments, exceptions))
            .toList());
  }

  /**
   * @param actor the caller's role where the exception is to be
   */
  @Transactional
  public AccessView set(
      ProjectScope scope, @Nullable Role actor, PersonId person, SetAccess request) {
    UUID environment = request.environment();
    mayTouch(scope, actor, person, environment);
    Role given = Effective.role(request.role());
    if (given != null) {
      Rank.mayGive(actor, given);
    } else if (environment != null) {
      throw Problem.invalid("A whole project can be hidden from somebody, not one environment.");
    }
    Instant now = clock.instant();
    access.set(
        scope,
        Uuids.next(now),
        new RoleException(person.value(), environment, request.role()),
        now);
    return view(scope);
  }

  @Transactional
  public void remove(
      ProjectScope scope, @Nullable Role actor, PersonId person, @Nullable UUID environment) {
    MemberView member = mayTouch(scope, actor, person, environment);
    if (!access.remove(scope, person, environment)) {
      throw Problem.notFound("exception");
    }
    // What they have without it is given to them, too.
    Role after = Effective.role(member.role(), theirs(scope, person), environment).role();
    if (after != null) {
      Rank.mayGive(actor, after);
    }
  }

  /** Only who may change what runs there says who else may. */
  @Transactional
  public void protect(EnvironmentScope scope, @Nullable List<Role> roles) {
    scope.require(DEPLOYMENTS_WRITE);
    Role own = scope.role();
    if (roles != null && own != Role.OWNER && (own == null || !roles.contains(own))) {
      throw Problem.invalid("This would shut you out yourself. Name your own role, too.");
    }
    access.protect(
        scope,
        roles == null
            ? null
            : roles.stream().filter(role -> role != Role.OWNER).distinct().sorted().toList());
  }

  private MemberView mayTouch(
      ProjectScope scope, @Nullable Role actor, PersonId person, @Nullable UUID environment) {
    MemberView member =
        members
            .find(scope.organization(), person, null)
            .orElseThrow(() -> Problem.notFound("member"));
    if (member.role().atLeast(Role.ADMIN)) {
      throw Problem.conflict(
          "role-everywhere",
          "Owners and admins of the organization keep their role in every project.");
    }
    if (person.equals(person(scope.caller()))) {
      throw Problem.forbidden("You cannot change your own access. Ask another admin or an owner.");
    }
    Role now = Effective.role(member.role(), theirs(scope, person), environment).role();
    if (now != null) {
      Rank.mayTouch(actor, now);
    }
    return member;
  }

  private List<RoleException> theirs(ProjectScope scope, PersonId person) {
    return access.exceptions(scope).stream()
        .filter(exception -> exception.person().equals(person.value()))
        .toList();
  }

  private static Access access(
      MemberView member, List<EnvironmentAccess> environments, List<RoleException> exceptions) {
    List<RoleException> theirs =
        exceptions.stream().filter(one -> one.person().equals(member.person())).toList();
    return new Access(
        member.person(),
        member.name(),
        member.email(),
        member.role(),
        inProject(theirs),
        theirs.stream()
            .filter(one -> one.environment() != null)
            .map(one ->
                new EnvironmentException(Objects.requireNonNull(one.environment()), one.role()))
            .toList(),
        environments.stream().map(one -> Effective.at(one, member.role(), theirs)).toList());
  }

  private static @Nullable AccessRole inProject(List<RoleException> theirs) {
    return theirs.stream()
        .filter(one -> one.environment() == null)
        .map(RoleException::role)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable PersonId person(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.id();
      case Caller.Token token -> token.machine() ? null : token.owner();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ -> null;
    };
  }
}
