package dev.slipway.backend.members;

import dev.slipway.api.people.CreateInvitation;
import dev.slipway.api.people.InvitationView;
import dev.slipway.api.people.NewInvitationView;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.members.InvitationRepository.NewInvitation;
import dev.slipway.backend.platform.PlatformProperties;
import dev.slipway.backend.security.Caller;
import dev.slipway.backend.security.CurrentCaller;
import dev.slipway.backend.security.OrganizationScope;
import dev.slipway.backend.signin.Email;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes, lists and revokes invitations. */
@Service
class InvitationService {
  private static final int DEFAULT_DAYS = 7;
  private static final int MOST_DAYS = 30;

  private final InvitationRepository invitations;
  private final PlatformProperties platform;
  private final InstantSource clock;

  InvitationService(
      InvitationRepository invitations, PlatformProperties platform, InstantSource clock) {
    this.invitations = invitations;
    this.platform = platform;
    this.clock = clock;
  }

  @Transactional(readOnly = true)
  public List<InvitationView> list(OrganizationScope scope) {
    return invitations.list(scope.organization());
  }

  @Transactional
  public NewInvitationView create(OrganizationScope scope, CreateInvitation request) {
    Rank.mayGive(scope.role(), request.role());
    Integer asked = request.days();
    int days = asked == null ? DEFAULT_DAYS : asked;
    if (days < 1 || days > MOST_DAYS) {
      throw Problem.invalid("An invitation lives 1 to 30 days.");
    }
    Instant now = clock.instant();
    String code = InvitationCodes.next();
    UUID id = Uuids.next(now);
    invitations.insert(
        new NewInvitation(
            id,
            scope.organization(),
            code,
            request.role(),
            email(request.email()),
            person(scope.caller()),
            CurrentCaller.principal().token(),
            now,
            now.plus(Duration.ofDays(days))));
    return new NewInvitationView(
        invitations.find(scope.organization(), id).orElseThrow(),
        platform.externalUrl().resolve("/invitation/" + code).toString());
  }

  @Transactional
  public void revoke(OrganizationScope scope, UUID invitation) {
    InvitationView found =
        invitations
            .find(scope.organization(), invitation)
            .orElseThrow(() -> Problem.notFound("invitation"));
    Rank.mayTouch(scope.role(), found.role());
    if (!invitations.revoke(scope.organization(), invitation, clock.instant())) {
      throw Problem.notFound("invitation");
    }
  }

  private static @Nullable String email(@Nullable String typed) {
    return typed == null || typed.isBlank() ? null : Email.of(typed).value();
  }

  private static UUID person(Caller caller) {
    return switch (caller) {
      case Caller.Person person -> person.id().value();
      case Caller.Token token -> token.owner().value();
      case Caller.Pod _, Caller.Build _, Caller.Outside _ ->
          throw Problem.forbidden("Only people invite.");
    };
  }
}
