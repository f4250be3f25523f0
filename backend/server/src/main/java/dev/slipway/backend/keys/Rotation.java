package dev.slipway.backend.keys;

import dev.slipway.backend.events.EventLog;
import dev.slipway.backend.events.NewEvent;
import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.keys.SealedRepository.OfRevision;
import dev.slipway.backend.keys.SealedRepository.Value;
import dev.slipway.backend.security.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The steps of a rotation after the new key was added. Each is one transaction, and what comes next
 * is read from the database: it may end anywhere and be taken up by another process.
 */
@Component
class Rotation {
  /** A disabled key can be enabled again by hand for so long, if something was overlooked. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final RotationRepository rotations;
  private final SealedRepository sealed;
  private final KeyRing keys;
  private final EventLog events;
  private final InstantSource clock;

  Rotation(
      RotationRepository rotations,
      SealedRepository sealed,
      KeyRing keys,
      EventLog events,
      InstantSource clock) {
    this.rotations = rotations;
    this.sealed = sealed;
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  @Transactional
  public void promote(long epoch, OrganizationId organization) {
    rotations.fence(epoch);
    keys.promote(organization);
  }

  /**
   * Encrypts some values again; when there are none, the old key has done its work.
   *
   * @return how many; 0: the rotation is complete
   */
  @Transactional
  public int reencrypt(long epoch, OrganizationId organization, int most) {
    rotations.fence(epoch);
    byte[] mark = keys.mark(organization);
    int done = 0;
    for (SealedColumn column : SealedColumn.OF_ORGANIZATIONS) {
      List<Value> old = sealed.old(column, organization, mark, most - done);
      old.forEach(value -> {
        byte[] renewed = keys.renewed(organization, value.context(), value.sealed());
        sealed.renew(column, value, renewed);
      });
      done += old.size();
    }
    List<OfRevision> revisions = sealed.oldOfRevisions(organization, mark, most - done);
    revisions.forEach(value -> renew(organization, value));
    done += revisions.size();
    if (done > 0) {
      rotations.count(organization, done);
    } else {
      complete(organization);
    }
    return done;
  }

  private void renew(OrganizationId organization, OfRevision value) {
    String context = "app/%s/%s".formatted(value.app(), value.key());
    byte[] renewed =
        keys.renewed(organization, context, Base64.getDecoder().decode(value.sealed()));
    sealed.renew(organization, value, Base64.getEncoder().encodeToString(renewed));
  }

  private void complete(OrganizationId organization) {
    Instant now = clock.instant();
    keys.retire(organization, now, now.plus(KEPT));
    events.record(
        new NewEvent(
            NewEvent.Severity.INFO,
            "KeyRotated",
            "The organization's key was exchanged: all secrets are encrypted with the new one, the old one is"
                + " disabled and destroyed in 30 days.",
            organization,
            null,
            null,
            null,
            null,
            null));
  }

  long left(OrganizationId organization) {
    byte[] mark = keys.mark(organization);
    long left = sealed.leftOfRevisions(organization, mark);
    for (SealedColumn column : SealedColumn.OF_ORGANIZATIONS) {
      left += sealed.left(column, organization, mark);
    }
    return left;
  }

  @Transactional
  public void purge(long epoch, OrganizationId organization) {
    rotations.fence(epoch);
    keys.purge(organization);
  }
}
