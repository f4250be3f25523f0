package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;

import dev.slipway.api.people.MemberView;
import dev.slipway.api.people.Role;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.security.Authorizer;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.OrganizationScope;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Members and their roles; there is always an owner. */
@Service
public class MemberService {
  private final MemberRepository members;
  private final Authorizer authorizer;
  private final EventLog events;
  private final InstantSource clock;

  MemberService(
      MemberRepository members, Authorizer authorizer, EventLog events, InstantSource clock) {
    this.members = members;
    this.authorizer = authorizer;
    this.events = events;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<MemberView> list(OrganizationScope scope) {
    return members.list(scope.organization(), self(scope.caller()));
  }

  @Transactional
  public MemberView change(OrganizationScope scope, PersonId person, Role role) {
    OrganizationId organization = scope.organization();
    List<UUID> owners = members.lockOwners(organization);
    // Whoever we waited for may have taken the right to do this.
    OrganizationScope now = authorizer.organization(organization, MEMBERS_WRITE);
    MemberView before = member(scope, person);
    Rank.mayTouch(now.role(), before.role());
    Rank.mayGive(now.role(), role);
    if (role.atLeast(Role.ADMIN) || before.role() == Role.OWNER) {
      authorizer.requireFresh();
    }
    if (role != Role.OWNER) {
      keepAnOwner(owners, person);
    }
    if (before.role() == role) {
      return before;
    }
    members.change(organization, person, role);
    if (!role.atLeast(before.role()) && !before.self()) {
      members.voidSignIns(person);
    }
    happened(
        organization,
        "RoleChanged",
        "%s made %s %s, who was %s."
            .formatted(
                scope.caller().name(), before.name(), Rank.word(role), Rank.word(before.role())));
    return member(scope, person);
  }

  /** Anybody may remove themselves. */
  @Transactional
  public void remove(OrganizationScope scope, PersonId person) {
    OrganizationId organization = scope.organization();
    List<UUID> owners = members.lockOwners(organization);
    boolean leaves = person.equals(self(scope.caller()));
    if (!leaves) {
      OrganizationScope now = authorizer.organization(organization, MEMBERS_WRITE);
      Rank.mayTouch(now.role(), member(scope, person).role());
    }
    MemberView member = member(scope, person);
    authorizer.requireFresh();
    keepAnOwner(owners, person);
    members.remove(organization, person, clock.instant());
    if (!leaves) {
      members.voidSignIns(person);
    }
    happened(
        organization,
        leaves ? "MemberLeft" : "MemberRemoved",
        leaves
            ? "%s left the organization.".formatted(member.name())
            : "%s removed %s from the organization."
                .formatted(scope.caller().name(), member.name()));
  }

  private MemberView member(OrganizationScope scope, PersonId person) {
    return members
        .find(scope.organization(), person, self(scope.caller()))
        .orElseThrow(() -> Problem.notFound("member"));
  }

  private static void keepAnOwner(List<UUID> owners, PersonId person) {
    if (owners.equals(List.of(person.value()))) {
      throw Problem.conflict(
          "last-owner",
          "This is the organization's last owner. Make somebody else an owner first, or delete the organization.");
    }
  }

  private void happened(OrganizationId organization, String reason, String message) {
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO, reason, message, organization, null, null, null, null, null));
  }

  /** Null for tokens: they act for somebody, they are nobody. */
  private static @Nullable PersonId self(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.id();
      case Caller.Token _, Caller.Pod _, Caller.Build _, Caller.Outside _ -> null;
    };
  }
}
