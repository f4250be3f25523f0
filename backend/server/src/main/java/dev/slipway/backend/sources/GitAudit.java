package dev.slipway.backend.sources;

import dev.slipway.backend.events.Actor;
import dev.slipway.backend.events.AuditLog;
import dev.slipway.backend.events.Target;
import dev.slipway.backend.security.AppScope;
import dev.slipway.backend.security.Entered;
import dev.slipway.backend.security.Principal;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What is done through git, in the audit: pushes, and who was refused. */
@Component
class GitAudit {
  private static final String PUSH = "git.push";
  private static final String FETCH = "git.fetch";

  /** Clients try again by themselves. */
  private static final Duration AGAIN = Duration.ofMinutes(10);

  private final AuditLog audit;

  GitAudit(AuditLog audit) {
    this.audit = audit;
  }

  void pushed(Principal principal, AppScope scope) {
    audit.record(
        scope.organization(),
        Actor.of(principal),
        PUSH,
        new Target(
            "", "app", scope.app().value(), null, scope.project().value(), scope.app().value()),
        AuditLog.OK);
  }

  /** A build's password that is none, or not any more. Wrong API tokens are noted by themselves. */
  void unknown(String address) {
    audit.recordOnce(
        AGAIN,
        null,
        Actor.somebody("nobody", "nobody", address),
        "token",
        Target.NOTHING,
        "unauthenticated");
  }

  void refused(Principal principal, GitAddress at, boolean push, boolean visible) {
    audit.recordOnce(
        AGAIN,
        Entered.last().orElse(null),
        Actor.of(principal),
        push ? PUSH : FETCH,
        Target.of(
            "%s/%s/%s/%s".formatted(at.organization(), at.project(), at.environment(), at.app())),
        visible ? "forbidden" : "not-found");
  }
}
