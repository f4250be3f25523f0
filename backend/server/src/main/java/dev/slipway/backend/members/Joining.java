package dev.slipway.backend.members;

import static dev.slipway.backend.security.Permission.MEMBERS_WRITE;

import dev.slipway.api.people.InvitedView;
import dev.slipway.api.people.JoinWithAccount;
import dev.slipway.api.people.JoinedView;
import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.DisplayName;
import dev.slipway.backend.kernel.PersonId;
import dev.slipway.backend.kernel.Problem;
import dev.slipway.backend.kernel.Uuids;
import dev.slipway.backend.members.InvitedRepository.Invited;
import dev.slipway.backend.members.InvitedRepository.Person;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.RolePermissions;
import dev.slipway.backend.signin.Attempts;
import dev.slipway.backend.signin.Email;
import dev.slipway.backend.signin.Passwords;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Using an invitation. Attempts are counted whatever comes of them, and a link that cannot be used
 * looks the same whether it is wrong, used, revoked, expired, or its maker may not invite any more.
 */
@Service
class Joining {
  private final InvitedRepository invited;
  private final MemberRepository members;
  private final Passwords passwords;
  private final Attempts attempts;
  private final EventLog events;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  Joining(
      InvitedRepository invited,
      MemberRepository members,
      Passwords passwords,
      Attempts attempts,
      EventLog events,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.invited = invited;
    this.members = members;
    this.passwords = passwords;
    this.attempts = attempts;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  InvitedView look(String code, String address) {
    Invited found = knock(code, address);
    return new InvitedView(
        found.name(), found.role(), found.invitedBy(), found.email(), found.expiresAt());
  }

  /** Somebody who has an account. */
  JoinedView accept(PersonId person, String code, String address) {
    Invited _ = knock(code, address);
    return transaction.execute(_ -> {
      Invited found = find(code);
      Person somebody = invited.person(person).orElseThrow(Joining::refused);
      String only = found.email();
      if (only != null && !only.equals(somebody.email())) {
        throw Problem.forbidden(
            "This invitation is for another e-mail address. Sign in with the account it is for.");
      }
      return join(found, somebody);
    });
  }

  /** Somebody new. */
  JoinedView join(JoinWithAccount request, String address) {
    Invited before = knock(request.code(), address);
    Email email = email(before, request.email());
    var name = new DisplayName(request.name());
    // Takes its time: not in a transaction.
    String hash = passwords.hash(request.password());
    return transaction.execute(_ -> {
      Invited found = find(request.code());
      Instant now = clock.instant();
      var somebody = new Person(new PersonId(Uuids.next(now)), name.value(), email.value());
      if (!invited.insert(somebody.id(), email, name, hash, now)) {
        throw Problem.conflict(
            "email-taken",
            "There is an account with this e-mail. Sign in with it and open the invitation again.");
      }
      return join(found, somebody);
    });
  }

  private JoinedView join(Invited found, Person somebody) {
    Entered.note(found.organization());
    Instant now = clock.instant();
    if (!members.insert(found.organization(), somebody.id(), found.role(), now)) {
      throw Problem.conflict("already-member", "You belong to %s already.".formatted(found.name()));
    }
    if (!invited.use(found, somebody.id(), now)) {
      throw refused();
    }
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            "MemberJoined",
            "%s joined as %s, invited by %s."
                .formatted(somebody.name(), Rank.word(found.role()), found.invitedBy()),
            found.organization(),
            null,
            null,
            null,
            null,
            null));
    return new JoinedView(found.organization().value(), found.slug(), found.name(), found.role());
  }

  private Invited knock(String code, String address) {
    attempts.require(address);
    return Objects.requireNonNull(transaction.execute(_ -> find(code)));
  }

  private Invited find(String code) {
    return invited
        .find(code, clock.instant())
        .filter(Joining::stillMeant)
        .orElseThrow(Joining::refused);
  }

  /** Whether who invites could do so now. */
  private static boolean stillMeant(Invited found) {
    var inviter = found.inviterRole();
    return inviter != null
        && inviter.atLeast(found.role())
        && RolePermissions.of(inviter).contains(MEMBERS_WRITE);
  }

  private static Email email(Invited found, @Nullable String typed) {
    String only = found.email();
    if (only != null) {
      if (typed != null && !Email.of(typed).value().equals(only)) {
        throw Problem.invalid("This invitation is for %s.".formatted(only));
      }
      return new Email(only);
    }
    return Email.of(Objects.requireNonNullElse(typed, ""));
  }

  private static Problem refused() {
    return Problem.of(
        Problem.Kind.NOT_FOUND,
        "not-found",
        "This invitation cannot be used. It may be expired, used or revoked; ask for another.");
  }
}
