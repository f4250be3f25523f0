package dev.slipway.backend.events;

import dev.slipway.backend.kernel.OrganizationId;
import dev.slipway.backend.kernel.Uuids;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who did what, and who was refused. Calls of the API are written down by themselves; doors of
 * other protocols (git, webhooks) write their own.
 */
@Service
public class AuditLog {
  private final AuditRepository audit;
  private final InstantSource clock;

  AuditLog(AuditRepository audit, InstantSource clock) {
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * In a transaction of its own: what was refused is written down although its transaction is
   * rolled back.
   *
   * @param action stable, such as {@code projects.create}
   * @param target ids and names, never contents
   * @param outcome {@code ok}, the type of the problem, or {@code failed}
   */
  @Transactional(propagation = Propagation.REQUIRES_NEW)
  public void record(
      @Nullable OrganizationId organization,
      String actor,
      String action,
      String target,
      String address,
      String outcome) {
    Instant now = clock.instant();
    audit.insert(
        Uuids.next(now),
        now,
        organization,
        new AuditRepository.Entry(actor, action, target, address, outcome));
  }
}
